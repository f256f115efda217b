import { observePromise, runOperation, waitForGate } from '@tokenspan/core';
import type { MethodTable, PatchedMethod, ResponseReaders, SdkMethod } from '@tokenspan/core';
import { createGenerateContentAccumulator, readEmbedContent, readGenerateContent } from '@tokenspan/streams';
import type { Request, RequestContent } from '@tokenspan/streams';
import { wrapGenerate } from './automatic-calling.ts';
import type { GoogleGenAIInstrumentation } from './instrumentation.ts';
import { interactionsGetter } from './interactions.ts';
import { readModelContent } from './read-content.ts';
import { readContentRequest, readEmbeddingRequest } from './read-request.ts';
import type { ApiClient, ModelParameters, ModelsResource } from './sdk-types.ts';

const contentReaders: ResponseReaders = {
  createAccumulator: createGenerateContentAccumulator,
  readResponse: readGenerateContent,
};
const embeddingReaders: ResponseReaders = { ...contentReaders, readResponse: readEmbedContent };

type ReadRequest = (parameters: unknown, client: ApiClient | undefined) => Request;

const modelsClass = {
  file: 'dist/node/index',
  exportName: 'Models',
  classPath: [],
  clientPath: ['models'],
} as const;

/**
 * The `*Internal` methods make one HTTP call each. All that a program calls is an arrow function on the instance and goes
 * through them: `generateContent`, `generateContentStream`, chats, automatic function calling, continuation.
 */
export const methods: MethodTable<GoogleGenAIInstrumentation> = {
  moduleName: '@google/genai',
  supportedVersions: '>=1.0.0 <4',
  rootIsFile: true,
  methods: [
    describeMethod(
      'generateContentInternal',
      contentReaders,
      (parameters, client) => readContentRequest(parameters, client, false),
      readModelContent,
    ),
    describeMethod(
      'generateContentStreamInternal',
      contentReaders,
      (parameters, client) => readContentRequest(parameters, client, true),
      readModelContent,
    ),
    describeMethod('embedContentInternal', embeddingReaders, readEmbeddingRequest),
    // Before there was an internal one; later it is an arrow function and not found on the prototype.
    describeMethod('embedContent', embeddingReaders, readEmbeddingRequest),
    interactionsGetter,
    // Named exception: the parent of the calls that automatic function calling makes.
    { ...modelsClass, method: 'generateContent', assigned: true, wrap: wrapGenerate },
    { ...modelsClass, method: 'generateContentStream', assigned: true, wrap: wrapGenerate },
  ],
};

function describeMethod(
  method: string,
  readers: ResponseReaders,
  readRequest: ReadRequest,
  readContent?: (parameters: unknown) => RequestContent,
): PatchedMethod<GoogleGenAIInstrumentation> {
  return { ...modelsClass, method, wrap: wrapMethod };

  function wrapMethod(original: SdkMethod, instrumentation: GoogleGenAIInstrumentation): SdkMethod {
    return function observed(this: unknown, ...args: unknown[]): unknown {
      const client = (this as ModelsResource | null | undefined)?.apiClient;
      const send = (): unknown => original.apply(this, args);
      return runOperation(instrumentation.readTelemetry(), {
        readRequest: () => readRequest(args[0], client),
        fallback: { operation: 'generate_content', provider: 'gcp.gen_ai', stream: false },
        ...(readContent && { readContent: () => readContent(args[0]) }),
        send: (gate) => (gate ? waitForGate(gate, readSignal(args[0])).then(send) : send()),
        observe: (operation, result) => observePromise(operation, result, readers, readSignal(args[0])),
      });
    };
  }
}

function readSignal(parameters: unknown): AbortSignal | undefined {
  const signal = (parameters as ModelParameters | null | undefined)?.config?.abortSignal;
  return signal instanceof AbortSignal ? signal : undefined;
}
