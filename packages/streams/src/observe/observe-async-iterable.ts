import { watchCollection } from './collection.ts';
import { describeMethods, observeIterator } from './observe-iterator.ts';
import { StreamObservation } from './stream-observation.ts';
import type { StreamListener } from './stream-observation.ts';
import { UnreadStream } from './unread-stream.ts';

/**
 * Observes an async generator in place (its own `next`, `return`, `throw` are put before those of the prototype), or
 * another async iterable (its `Symbol.asyncIterator` is).
 */
export function observeAsyncIterable(
  iterable: AsyncIterable<unknown>,
  listener: StreamListener,
): StreamObservation {
  const observation = new StreamObservation(listener);
  if (typeof (iterable as Partial<AsyncIterator<unknown>>).next === 'function') {
    const generator = iterable as AsyncIterable<unknown> & AsyncIterator<unknown>;
    Object.defineProperties(generator, describeGenerator(generator, observation));
    watchCollection(generator, observation, observation);
  } else {
    Object.defineProperty(iterable, Symbol.asyncIterator, {
      value: observeIteration(iterable[Symbol.asyncIterator], observation),
      writable: true,
      configurable: true,
      enumerable: false,
    });
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
  return describeMethods(inner, observation, { reads: false }, undefined);
}

function observeIteration(
  iterate: () => AsyncIterator<unknown>,
  observation: StreamObservation,
): () => AsyncIterator<unknown> {
  return function asyncIterator(this: object) {
    return observeIterator(iterate.call(this), observation, this);
  };
}
