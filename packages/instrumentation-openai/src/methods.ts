import { gateRequest, guard, observeCall, runOperation } from '@tokenspan/core';
import type { MethodTable, PatchedMethod, SdkMethod } from '@tokenspan/core';
import type { OpenAIInstrumentation } from './instrumentation.ts';
import { warnOfOther } from './other-instrumentation.ts';
import { wrapRunTools } from './run-tools.ts';
import type { OpenAIClient, OpenAIResource } from './sdk-types.ts';
import { askForUsage, hideUsage } from './stream-usage.ts';
import { chatApi, completionApi, embeddingsApi, fetchApi, responseApi } from './text-api.ts';
import type { TextApi } from './text-api.ts';

/**
 * The methods that make one HTTP call each, which all helpers go through: `stream`, `parse` and `runTools` of chat,
 * `stream` and `parse` of responses. `beta.responses` is there since 6. `runTools` itself is patched only for the span
 * above its calls and for those of its tools.
 */
export const methods: MethodTable<OpenAIInstrumentation> = {
  moduleName: 'openai',
  supportedVersions: '>=4.104.0 <8',
  methods: [
    describeMethod('resources/chat/completions/completions', ['Chat', 'Completions'], 'create', chatApi),
    describeMethod('resources/completions', ['Completions'], 'create', completionApi),
    describeMethod('resources/responses/responses', ['Responses'], 'create', responseApi),
    describeMethod('resources/responses/responses', ['Responses'], 'retrieve', fetchApi),
    describeMethod('resources/beta/responses/responses', ['Beta', 'Responses'], 'create', responseApi),
    describeMethod('resources/beta/responses/responses', ['Beta', 'Responses'], 'retrieve', fetchApi),
    describeMethod('resources/embeddings', ['Embeddings'], 'create', embeddingsApi),
    describeRunTools('resources/chat/completions/completions', ['Chat', 'Completions']),
    // Until 5.
    describeRunTools('resources/beta/chat/completions', ['Beta', 'Chat', 'Completions']),
  ],
};

function describeMethod(
  file: string,
  classPath: readonly string[],
  method: string,
  api: TextApi,
): PatchedMethod<OpenAIInstrumentation> {
  return {
    ...describeClass(file, classPath),
    method,
    wrap: (original, instrumentation) => wrapMethod(original, instrumentation, api),
  };
}

function describeRunTools(file: string, classPath: readonly string[]): PatchedMethod<OpenAIInstrumentation> {
  return { ...describeClass(file, classPath), method: 'runTools', wrap: wrapRunTools };
}

function describeClass(
  file: string,
  classPath: readonly string[],
): Pick<PatchedMethod<OpenAIInstrumentation>, 'file' | 'exportName' | 'classPath' | 'clientPath'> {
  const clientPath = classPath.map((name) => name.toLowerCase());
  return { file, exportName: classPath.at(-1) ?? '', classPath, clientPath };
}

function wrapMethod(original: SdkMethod, instrumentation: OpenAIInstrumentation, api: TextApi): SdkMethod {
  return function call(this: unknown, ...args: unknown[]): unknown {
    const client = readClient(this);
    if (!client || !handles(api, args)) return original.apply(this, args);
    guard('look for another instrumentation', () => warnOfOther(this as object, original));
    const { readContent } = api;
    let hidesUsage = false;
    return runOperation(instrumentation.readTelemetry(), {
      readRequest: () => api.readRequest(args, client),
      fallback: { operation: 'chat', provider: 'openai', stream: false },
      ...(readContent && { readContent: () => readContent(args) }),
      send: (gate, observed) => {
        const asking =
          observed && api.asksForUsage
            ? guard('ask for usage', () => askForUsage(args, client, instrumentation.streamUsage))
            : undefined;
        hidesUsage = asking !== undefined;
        return gateRequest(client, gate, () => original.apply(this, asking ?? args));
      },
      observe: (operation, result) => {
        try {
          return observeCall(operation, result, api.createReaders(args));
        } finally {
          // After the observation, so that it sees what the caller does not get; and even when that went wrong.
          if (hidesUsage) hideUsage(result);
        }
      },
    });
  };
}

function handles(api: TextApi, args: readonly unknown[]): boolean {
  return !api.handles || (guard('read the arguments of a call', () => api.handles?.(args)) ?? false);
}

function readClient(resource: unknown): OpenAIClient | undefined {
  const client = (resource as Partial<OpenAIResource> | null | undefined)?._client;
  return typeof client === 'object' && client !== null ? client : undefined;
}
