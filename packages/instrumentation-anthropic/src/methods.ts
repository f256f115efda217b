import { gateRequest, guard, observeCall, runOperation } from '@tokenspan/core';
import type { MethodTable, PatchedMethod, ResponseReaders, SdkMethod } from '@tokenspan/core';
import {
  createMessageAccumulator,
  createTextCompletionAccumulator,
  readMessage,
  readTextCompletion,
} from '@tokenspan/streams';
import type { OperationName, RequestContent } from '@tokenspan/streams';
import type { AnthropicInstrumentation } from './instrumentation.ts';
import {
  canReplaceNativeSpan,
  tracesItself,
  withoutHandedSpan,
  withoutNativeSpan,
} from './native-tracing.ts';
import { readMessageContent, readPromptContent } from './read-content.ts';
import { readRequest } from './read-request.ts';
import type { AnthropicClient, MessagesResource } from './sdk-types.ts';

/** What one of the APIs of the SDK is called and how its answers are read. */
interface Api {
  operation: OperationName;
  readers: ResponseReaders;
  /** Reads the texts of a request from its parameters. */
  readContent: (parameters: unknown) => RequestContent;
}

const messagesApi: Api = {
  operation: 'chat',
  readers: { createAccumulator: createMessageAccumulator, readResponse: readMessage },
  readContent: readMessageContent,
};

/** The legacy Text Completions API, which 1.x no longer has. */
const completionsApi: Api = {
  operation: 'text_completion',
  readers: { createAccumulator: createTextCompletionAccumulator, readResponse: readTextCompletion },
  readContent: readPromptContent,
};

/**
 * `create` makes the one HTTP call that everything else goes through: `stream`, `parse`, the tool runner, threads.
 * `stream` is patched only because it starts the SDK's own span before it calls `create`.
 */
export const methods: MethodTable<AnthropicInstrumentation> = {
  moduleName: '@anthropic-ai/sdk',
  supportedVersions: '>=0.36.0 <2',
  methods: [
    ...describeClass('resources/messages/messages', ['Messages'], ['messages']),
    ...describeClass('resources/beta/messages/messages', ['Beta', 'Messages'], ['beta', 'messages']),
    {
      file: 'resources/completions',
      exportName: 'Completions',
      classPath: ['Completions'],
      clientPath: ['completions'],
      method: 'create',
      wrap: (original, instrumentation) => wrapCreate(original, instrumentation, completionsApi),
    },
  ],
};

function describeClass(
  file: string,
  classPath: string[],
  clientPath: string[],
): PatchedMethod<AnthropicInstrumentation>[] {
  const place = { file, exportName: 'Messages', classPath, clientPath };
  return [
    {
      ...place,
      method: 'create',
      wrap: (original, instrumentation) => wrapCreate(original, instrumentation, messagesApi),
    },
    { ...place, method: 'stream', wrap: wrapStream },
  ];
}

function wrapCreate(
  original: SdkMethod,
  instrumentation: AnthropicInstrumentation,
  { operation, readers, readContent }: Api,
): SdkMethod {
  return function create(this: unknown, ...args: unknown[]): unknown {
    const client = readClient(this);
    if (!client) return original.apply(this, args);
    const keepsNative = guard('read the SDK tracer', () => keepsNativeSpan(client, instrumentation)) ?? false;
    const telemetry = instrumentation.readTelemetry();
    const given = keepsNative
      ? args
      : (guard('keep the native span away', () => withoutHandedSpan(args)) ?? args);
    const send = (): unknown => original.apply(this, given);
    return runOperation(keepsNative ? { ...telemetry, tracer: undefined } : telemetry, {
      readRequest: () => readRequest(args[0], client, operation),
      fallback: { operation, provider: 'anthropic', stream: false },
      readContent: () => readContent(args[0]),
      send: (gate) => gateRequest(client, gate, keepsNative ? send : () => withoutNativeSpan(client, send)),
      observe: (call, result) => observeCall(call, result, readers),
    });
  };
}

function wrapStream(original: SdkMethod, instrumentation: AnthropicInstrumentation): SdkMethod {
  return function stream(this: unknown, ...args: unknown[]): unknown {
    const client = readClient(this);
    if (!client || instrumentation.nativeTracing === 'keep') return original.apply(this, args);
    return withoutNativeSpan(client, () => original.apply(this, args));
  };
}

function keepsNativeSpan(client: AnthropicClient, instrumentation: AnthropicInstrumentation): boolean {
  if (!tracesItself(client)) return false;
  return instrumentation.nativeTracing === 'keep' || !canReplaceNativeSpan(client);
}

function readClient(resource: unknown): AnthropicClient | undefined {
  const client = (resource as Partial<MessagesResource> | null | undefined)?._client;
  return typeof client === 'object' && client !== null ? client : undefined;
}
