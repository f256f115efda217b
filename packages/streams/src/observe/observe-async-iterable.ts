import { watchCollection } from './collection.ts';
import { describeMethods, observeIterator } from './observe-iterator.ts';
import { observeReader } from './observe-reader.ts';
import { StreamObservation } from './stream-observation.ts';
import type { StreamListener } from './stream-observation.ts';
import { UnreadStream } from './unread-stream.ts';

/**
 * Observes an async generator in place (its own `next`, `return`, `throw` are put before those of the prototype), or
 * another async iterable (its `Symbol.asyncIterator` is).
 *
 * @param signal what the caller aborts the stream with, where there is one
 */
export function observeAsyncIterable(
  iterable: AsyncIterable<unknown>,
  listener: StreamListener,
  signal?: AbortSignal,
): StreamObservation {
  const observation = new StreamObservation(listener, signal);
  if (typeof (iterable as Partial<AsyncIterator<unknown>>).next === 'function') {
    const generator = iterable as AsyncIterable<unknown> & AsyncIterator<unknown>;
    Object.defineProperties(generator, describeGenerator(generator, observation));
    watchCollection(generator, observation, observation);
  } else {
    Object.defineProperty(iterable, Symbol.asyncIterator, {
      value: observeIteration(readIteration(iterable), observation),
      writable: true,
      configurable: true,
      enumerable: false,
    });
    if (iterable instanceof ReadableStream) observeReader(iterable, observation);
    watchCollection(iterable, new UnreadStream(observation), observation);
  }
  return observation;
}

function describeGenerator(
  generator: AsyncIterator<unknown>,
  observation: StreamObservation,
): PropertyDescriptorMap {
  const { next, return: close, throw: raise } = generator;
  const inner = {
    next: next.bind(generator),
    ...(close && { return: close.bind(generator) }),
    ...(raise && { throw: raise.bind(generator) }),
  };
  const observed = describeMethods(inner, observation, { reads: false }, undefined);
  for (const [name, descriptor] of Object.entries(observed)) {
    // A generator that was compiled down has them as properties of its own, and they show.
    descriptor.enumerable = Object.getOwnPropertyDescriptor(generator, name)?.enumerable ?? false;
    const original = generator[name as 'next'];
    for (const property of ['name', 'length'] as const) {
      Object.defineProperty(descriptor.value, property, { value: original[property], configurable: true });
    }
  }
  return observed;
}

type Iteration = (...options: unknown[]) => AsyncIterator<unknown>;

/**
 * The object's own function, read past any `get` trap: the streams of interactions (@google/genai 2.x and 3.x) may be
 * proxies that answer with a function which calls the object's, and that would be the one put here.
 */
function readIteration(iterable: object): Iteration {
  let owner: object | null = iterable;
  while (owner && !Object.hasOwn(owner, Symbol.asyncIterator))
    owner = Object.getPrototypeOf(owner) as object | null;
  const descriptor = owner && Object.getOwnPropertyDescriptor(owner, Symbol.asyncIterator);
  return (descriptor?.value ?? (iterable as AsyncIterable<unknown>)[Symbol.asyncIterator]) as Iteration;
}

function observeIteration(iterate: Iteration, observation: StreamObservation): Iteration {
  return function asyncIterator(this: object, ...options: unknown[]) {
    return observeIterator(iterate.apply(this, options), observation, this);
  };
}
