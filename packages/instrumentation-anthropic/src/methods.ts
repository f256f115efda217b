import { gateRequest, guard, observeCall, runOperation } from '@tokenspan/core';
import type { MethodTable, PatchedMethod, SdkMethod } from '@tokenspan/core';
import { createMessageAccumulator, readMessage } from '@tokenspan/streams';
import type { AnthropicInstrumentation } from './instrumentation.ts';
import {
  canReplaceNativeSpan,
  tracesItself,
  withoutHandedSpan,
  withoutNativeSpan,
} from './native-tracing.ts';
import { readRequest } from './read-request.ts';
import type { AnthropicClient, MessagesResource } from './sdk-types.ts';

const readers = { createAccumulator: () => createMessageAccumulator(), readResponse: readMessage };

/**
 * `create` makes the one HTTP call that everything else goes through: `stream`, `parse`, the tool runner, threads.
 * `stream` is patched only because it starts the SDK's own span before it calls `create`.
 */
export const methods: MethodTable<AnthropicInstrumentation> = {
  moduleName: '@anthropic-ai/sdk',
  supportedVersions: '>=1.0.0 <2',
  methods: [
    ...describeClass('resources/messages/messages', ['Messages'], ['messages']),
    ...describeClass('resources/beta/messages/messages', ['Beta', 'Messages'], ['beta', 'messages']),
  ],
};

function describeClass(
  file: string,
  classPath: string[],
  clientPath: string[],
): PatchedMethod<AnthropicInstrumentation>[] {
  const place = { file, exportName: 'Messages', classPath, clientPath };
  return [
    { ...place, method: 'create', wrap: wrapCreate },
    { ...place, method: 'stream', wrap: wrapStream },
  ];
}

function wrapCreate(original: SdkMethod, instrumentation: AnthropicInstrumentation): SdkMethod {
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
      readRequest: () => readRequest(args[0], client),
      send: (gate) =>
        gateRequest(client, 'post', gate, keepsNative ? send : () => withoutNativeSpan(client, send)),
      observe: (operation, result) => observeCall(operation, result, readers),
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
