import { watchCollection } from './collection.ts';
import type { Collectable } from './collection.ts';
import type { StreamObservation } from './stream-observation.ts';

/** Tells an observation that the iterator which reads it is garbage; an iterator that never read does not count. */
class Reader implements Collectable {
  readonly #observation: StreamObservation;
  reads = false;

  constructor(observation: StreamObservation) {
    this.#observation = observation;
  }

  collected(): void {
    if (this.reads) this.#observation.collected();
  }
}

/**
 * Makes an iterator that hands on what `inner` gives, the same objects in the same order, and tells the observation.
 * It has `return` and `throw` only where `inner` has them, and shares its prototype, so that `Symbol.asyncIterator` and
 * `Symbol.asyncDispose` are there exactly where they were.
 *
 * Costs one microtask turn a read. An object and not an async generator: a generator skips its `finally` when it is
 * closed before the first read or dropped.
 */
export function observeIterator<T>(
  inner: AsyncIterator<T>,
  observation: StreamObservation,
  owner?: object,
): AsyncIterator<T> {
  const reader = new Reader(observation);
  const wrapper = Object.create(
    Object.getPrototypeOf(inner),
    describeMethods(inner, observation, reader, owner),
  );
  watchCollection(wrapper, reader, observation);
  return wrapper;
}

/**
 * The property descriptors of `next`, `return` and `throw` over those of `inner`. A scope of its own, so that no
 * closure of it holds the object that gets them.
 */
export function describeMethods<T>(
  inner: AsyncIterator<T>,
  observation: StreamObservation,
  reader: { reads: boolean },
  owner: object | undefined,
): PropertyDescriptorMap {
  // An iterator that was taken and not yet read keeps its stream alive: reading may still begin.
  let unread = owner;
  let isClosedUnread = false;

  const observes = (): boolean => {
    if (isClosedUnread) return false;
    if (!reader.reads && observation.claim()) reader.reads = true;
    unread = undefined;
    return reader.reads && !observation.settled;
  };
  const read = (result: IteratorResult<T>): IteratorResult<T> => {
    observation.read(result);
    return result;
  };
  const failed = (error: unknown): never => {
    observation.failed(error);
    throw error;
  };

  function next(...values: [] | [unknown]): Promise<IteratorResult<T>> {
    if (!observes()) return inner.next(...(values as []));
    observation.reading();
    let result: Promise<IteratorResult<T>>;
    try {
      result = Promise.resolve(inner.next(...(values as [])));
    } catch (error) {
      return failed(error);
    }
    // Derived, not tapped: a promise that nobody awaits keeps its one unhandled rejection.
    return result.then(read, failed);
  }
  const close = (method: 'return' | 'throw') =>
    function (...values: unknown[]): Promise<IteratorResult<T>> {
      const wasRead = reader.reads;
      const observed = observes();
      try {
        return (inner[method] as (...values: unknown[]) => Promise<IteratorResult<T>>).apply(inner, values);
      } finally {
        if (observed && wasRead) observation.closed();
        else if (observed) closeUnread();
      }
    };

  const closeUnread = (): void => {
    reader.reads = false;
    isClosedUnread = true;
    observation.closedUnread();
  };

  void unread;
  return {
    next: describe(next),
    ...(typeof inner.return === 'function' && { return: describe(close('return')) }),
    ...(typeof inner.throw === 'function' && { throw: describe(close('throw')) }),
  };
}

function describe(value: unknown): PropertyDescriptor {
  return { value, writable: true, configurable: true, enumerable: false };
}
