import type { ApiPromise } from './observe-api-promise.ts';
import { isSdkStream } from './observe-sdk-stream.ts';
import type { SdkStream } from './observe-sdk-stream.ts';
import { observeUnwrap } from './observe-unwrap.ts';

/** What `change` gives for an event that the consumer is not to get. */
export const withheld: unique symbol = Symbol('tokenspan.withheld');

/**
 * Changes the events of the stream that an SDK promise gives, or keeps some back, before the consumer gets them; what
 * observes the stream already still sees all of them. The same promise, the same stream, nothing read ahead.
 *
 * @param change gives the event that the consumer gets, or `withheld`. When it throws, the event goes on as it is.
 */
export function withholdEvents(promise: ApiPromise, change: (event: unknown) => unknown): void {
  const see = seeStream(change);
  Object.defineProperty(promise, 'parse', {
    value: seeParsed(promise.parse, see),
    writable: true,
    configurable: true,
    enumerable: false,
  });
  observeUnwrap(promise, see);
}

// Each in a scope of its own, as everything that stands between a consumer and its stream.
function seeStream(change: (event: unknown) => unknown): (value: unknown) => void {
  return (value) => {
    if (isSdkStream(value)) value.iterator = withholdFrom(value.iterator, change);
  };
}

function seeParsed(parse: () => Promise<unknown>, see: (value: unknown) => void): () => Promise<unknown> {
  let parsed: Promise<unknown> | undefined;
  return function withholdingParse(this: unknown) {
    parsed ??= parse.call(this).then((value) => {
      see(value);
      return value;
    });
    return parsed;
  };
}

function withholdFrom(
  iterate: SdkStream['iterator'],
  change: (event: unknown) => unknown,
): SdkStream['iterator'] {
  return function iterator(this: unknown) {
    return withholdingIterator(iterate.call(this), change);
  };
}

/**
 * An iterator over `inner` with the same prototype. A read that meets a withheld event reads again, so reads wait for
 * one another, as those of an async generator do; one that comes alone goes out at once.
 */
function withholdingIterator(
  inner: AsyncIterator<unknown>,
  change: (event: unknown) => unknown,
): AsyncIterator<unknown> {
  const queue = new ReadQueue();
  const pull = (...values: unknown[]): Promise<IteratorResult<unknown>> =>
    inner.next(...(values as [])).then((result) => {
      if (result.done === true) return result;
      const value = applyChange(change, result.value);
      return value === withheld ? pull() : { done: false, value };
    });
  const methods: PropertyDescriptorMap = { next: describe((...values) => queue.run(() => pull(...values))) };
  for (const method of ['return', 'throw'] as const) {
    const original = inner[method];
    if (typeof original !== 'function') continue;
    methods[method] = describe((...values) => queue.run(() => original.apply(inner, values as [])));
  }
  return Object.create(Object.getPrototypeOf(inner), methods) as AsyncIterator<unknown>;
}

function applyChange(change: (event: unknown) => unknown, event: unknown): unknown {
  try {
    return change(event);
  } catch {
    return event;
  }
}

function describe(value: (...values: unknown[]) => unknown): PropertyDescriptor {
  return { value, writable: true, configurable: true, enumerable: false };
}

/** Runs one read after the other. */
class ReadQueue {
  #last: Promise<void> | undefined;

  /** @returns a derived promise: whoever does not handle its rejection hears of it */
  run<T>(read: () => Promise<T>): Promise<T> {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    const release = (): void => {
      if (this.#last === promise) this.#last = undefined;
      resolve();
    };
    this.#last = promise;
    if (before) return before.then(read).finally(release);
    try {
      return read().finally(release);
    } catch (error) {
      release();
      throw error;
    }
  }
}
