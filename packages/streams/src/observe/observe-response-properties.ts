import { unwatchCollection } from './collection.ts';
import type { PromiseObservation } from './promise-observation.ts';

interface ResponseProperties {
  controller?: AbortController;
  options?: { stream?: boolean };
}

interface RecoverablePromise {
  _responseProps?: () => Promise<ResponseProperties>;
  parseResponse?: (client: unknown, properties: unknown) => Promise<unknown>;
}

interface StreamClass {
  fromSSEResponse(response: unknown, controller: AbortController, ...rest: unknown[]): unknown;
}

/**
 * Follows a streamed response that leaves its promise: the tool runner and the threads of @anthropic-ai/sdk 1.x take
 * `_responseProps()` of the promise that `create()` gave and let another promise parse them
 * (`lib/threads/BetaMessageThread`). The stream is recognised by its controller when `Stream.fromSSEResponse` makes it.
 */
export function observeResponseProperties(promise: object, observation: PromiseObservation): void {
  const { _responseProps: original, parseResponse } = promise as RecoverablePromise;
  if (typeof original !== 'function' || typeof parseResponse !== 'function') return;
  Object.defineProperty(promise, '_responseProps', {
    value: observeProperties(original, parseResponse, observation),
    writable: true,
    configurable: true,
    enumerable: false,
  });
}

function observeProperties(
  original: () => Promise<ResponseProperties>,
  parseResponse: (client: unknown, properties: unknown) => Promise<unknown>,
  observation: PromiseObservation,
): () => Promise<ResponseProperties> {
  return function observedResponseProperties(this: unknown) {
    return original.call(this).then(async (properties) => {
      if (properties.options?.stream && properties.controller) {
        unwatchCollection(observation);
        const streamClass = await findStreamClass(parseResponse);
        if (streamClass) awaitStream(streamClass, properties.controller, observation);
      }
      return properties;
    });
  };
}

const streamClasses = new WeakMap<object, StreamClass>();

/**
 * The `Stream` class that this SDK copy parses with. No export leads there from a promise, so the SDK parses an empty
 * response for us: that makes a stream, which nobody reads, and touches neither network nor logger.
 */
async function findStreamClass(
  parseResponse: (client: unknown, properties: unknown) => Promise<unknown>,
): Promise<StreamClass | undefined> {
  const known = streamClasses.get(parseResponse);
  if (known) return known;
  try {
    const stream = await parseResponse(
      {},
      {
        response: new Response(null),
        options: { stream: true },
        controller: new AbortController(),
        startTime: 0,
      },
    );
    const found = (stream as object).constructor as unknown as StreamClass;
    if (typeof found.fromSSEResponse !== 'function') return undefined;
    streamClasses.set(parseResponse, found);
    return found;
  } catch {
    return undefined;
  }
}

const awaited = new WeakMap<StreamClass, Map<AbortController, PromiseObservation>>();

/** Stands before `fromSSEResponse` until every awaited stream was made, then leaves the class as it was. */
function awaitStream(
  streamClass: StreamClass,
  controller: AbortController,
  observation: PromiseObservation,
): void {
  const waiting = awaited.get(streamClass);
  if (waiting) {
    waiting.set(controller, observation);
    return;
  }
  const observations = new Map([[controller, observation]]);
  awaited.set(streamClass, observations);
  const descriptor = Object.getOwnPropertyDescriptor(streamClass, 'fromSSEResponse');
  const original = streamClass.fromSSEResponse;
  const observed = function fromSSEResponse(this: unknown, ...args: Parameters<typeof original>): unknown {
    const stream = original.apply(this as StreamClass, args);
    const found = observations.get(args[1]);
    observations.delete(args[1]);
    if (observations.size === 0) {
      awaited.delete(streamClass);
      if (descriptor && streamClass.fromSSEResponse === observed) {
        Object.defineProperty(streamClass, 'fromSSEResponse', descriptor);
      }
    }
    found?.value(stream);
    return stream;
  };
  Object.defineProperty(streamClass, 'fromSSEResponse', { ...descriptor, value: observed });
}
