import { gateRequest, guard, observeCall, observePromise, runOperation, waitForGate } from '@tokenspan/core';
import type { PatchedMethod, ResponseReaders, SdkMethod } from '@tokenspan/core';
import { createInteractionAccumulator, isApiPromise, readInteraction } from '@tokenspan/streams';
import type { GoogleGenAIInstrumentation } from './instrumentation.ts';
import { readInteractionContent } from './read-interaction-content.ts';
import { readInteractionRequest } from './read-request.ts';
import type { InteractionOptions, InteractionsResource } from './sdk-types.ts';

const readers: ResponseReaders = {
  createAccumulator: createInteractionAccumulator,
  readResponse: readInteraction,
};

/** The class of `client.interactions` is not exported: it is patched when the first client makes its object. */
export const interactionsGetter: PatchedMethod<GoogleGenAIInstrumentation> = {
  file: 'dist/node/index',
  exportName: 'GoogleGenAI',
  classPath: [],
  clientPath: [],
  method: 'interactions',
  wrap: wrapGetter,
};

const interactionsCreate: PatchedMethod<GoogleGenAIInstrumentation> = {
  ...interactionsGetter,
  clientPath: ['interactions'],
  method: 'create',
  wrap: wrapCreate,
};

function wrapGetter(original: SdkMethod, instrumentation: GoogleGenAIInstrumentation): SdkMethod {
  return function interactions(this: unknown): unknown {
    const resource = original.call(this);
    guard('patch the interactions', () => {
      const prototype = findOwner(resource, 'create');
      if (prototype) instrumentation.patchPrototype(prototype, interactionsCreate);
    });
    return resource;
  };
}

function wrapCreate(original: SdkMethod, instrumentation: GoogleGenAIInstrumentation): SdkMethod {
  return function create(this: unknown, ...args: unknown[]): unknown {
    const resource = (this ?? {}) as InteractionsResource;
    const send = (): unknown => original.apply(this, args);
    return runOperation(instrumentation.readTelemetry(), {
      readRequest: () => readInteractionRequest(args[0], resource),
      fallback: { operation: 'generate_content', provider: 'gcp.gen_ai', stream: false },
      readContent: () => readInteractionContent(args[0]),
      send: (gate) => {
        // 1.x has the lazy promise and the client of other SDKs.
        if (resource._client) return gateRequest(resource._client, gate, send);
        return gate ? waitForGate(gate, readSignal(args[1])).then(send) : send();
      },
      observe: (operation, result) => {
        if (!isApiPromise(result)) return observePromise(operation, result, readers, readSignal(args[1]));
        return observeCall(operation, result, readers);
      },
    });
  };
}

function readSignal(options: unknown): AbortSignal | undefined {
  const given = (options ?? {}) as InteractionOptions;
  const signal = given.fetch_options?.signal ?? given.fetchOptions?.signal ?? given.signal;
  return signal instanceof AbortSignal ? signal : undefined;
}

function findOwner(object: unknown, method: string): object | undefined {
  let owner: object | null =
    typeof object === 'object' && object !== null ? Object.getPrototypeOf(object) : null;
  while (owner && !Object.hasOwn(owner, method)) owner = Object.getPrototypeOf(owner) as object | null;
  return owner ?? undefined;
}
