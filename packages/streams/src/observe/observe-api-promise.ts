import { unwatchCollection, watchCollection } from './collection.ts';
import { observeResponseProperties } from './observe-response-properties.ts';
import { observeUnwrap } from './observe-unwrap.ts';
import { PromiseObservation } from './promise-observation.ts';
import type { PromiseListener } from './promise-observation.ts';

/**
 * The part of the SDKs' lazy `APIPromise` that is needed: the request is sent at once, the body is parsed by the first
 * `parse()`, which `then`, `catch`, `finally` and `withResponse` call (openai 4-7 and @anthropic-ai/sdk 0.36-1.x,
 * `core/api-promise`).
 */
export interface ApiPromise {
  responsePromise: Promise<unknown>;
  parse(): Promise<unknown>;
  asResponse(): Promise<unknown>;
}

/** Whether a value is such a promise. */
export function isApiPromise(value: unknown): value is ApiPromise {
  const promise = value as Partial<ApiPromise> | null | undefined;
  return (
    // Not by its class: a promise of another realm is one too.
    typeof promise?.responsePromise?.then === 'function' &&
    typeof promise.parse === 'function' &&
    typeof promise.asResponse === 'function'
  );
}

/**
 * Observes an SDK promise in place: the same object, still lazy. Nothing is parsed unless the caller asks, and a
 * rejection that nobody handles is still reported once.
 */
export function observeApiPromise(promise: ApiPromise, listener: PromiseListener): PromiseObservation {
  const observation = new PromiseObservation(listener);
  attachObservation(promise, observation);
  observeResponseProperties(promise, observation);
  watchCollection(promise, observation, observation);
  return observation;
}

function attachObservation(promise: ApiPromise, observation: PromiseObservation, isShared = false): void {
  if (!isShared) promise.responsePromise = observeHeaders(promise.responsePromise, observation);
  replaceMethod(promise, 'parse', observeParse(promise.parse, observation));
  replaceMethod(promise, 'asResponse', observeRaw(promise.asResponse, observation));
  observeUnwrap(
    promise,
    (value) => observation.value(value),
    (derived, derivedShares) => {
      if (isApiPromise(derived)) attachObservation(derived, observation, derivedShares);
    },
  );
}

// Not enumerable, like the prototype methods that they stand before.
function replaceMethod(promise: ApiPromise, name: 'parse' | 'asResponse', value: unknown): void {
  Object.defineProperty(promise, name, { value, writable: true, configurable: true, enumerable: false });
}

// Each in a scope of its own: a closure made beside `promise` would keep the promise from being collected.
function observeHeaders(
  responsePromise: Promise<unknown>,
  observation: PromiseObservation,
): Promise<unknown> {
  return responsePromise.then(
    (properties) => {
      observation.arrived();
      return properties;
    },
    (error: unknown) => {
      observation.failed(error);
      throw error;
    },
  );
}

function observeParse(
  parse: () => Promise<unknown>,
  observation: PromiseObservation,
): () => Promise<unknown> {
  let parsed: Promise<unknown> | undefined;
  const value = (result: unknown): unknown => {
    observation.value(result);
    return result;
  };
  const failed = (error: unknown): never => {
    observation.failed(error);
    throw error;
  };
  return function observedParse(this: unknown) {
    if (parsed === undefined) {
      unwatchCollection(observation);
      observation.parsing();
      parsed = parse.call(this).then(value, failed);
    }
    return parsed;
  };
}

function observeRaw(
  asResponse: () => Promise<unknown>,
  observation: PromiseObservation,
): () => Promise<unknown> {
  return function observedAsResponse(this: unknown) {
    unwatchCollection(observation);
    return asResponse.call(this).then((response) => {
      observation.raw();
      return response;
    });
  };
}
