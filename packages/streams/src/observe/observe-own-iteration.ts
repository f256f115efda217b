import type { StreamObservation } from './stream-observation.ts';

/**
 * Hears of a consumer that leaves before its first read, where a stream has an own `Symbol.asyncIterator`: chat streams of
 * openai 7 (`lib/chat-completions/streaming`). That is a generator before the stream's own iterator; one that was never
 * started ends without asking what it stands before.
 */
export function observeOwnIteration(stream: object, observation: StreamObservation): void {
  const own = Object.getOwnPropertyDescriptor(stream, Symbol.asyncIterator);
  if (typeof own?.value !== 'function' || own.configurable !== true) return;
  const iterate = own.value as () => AsyncIterator<unknown>;
  Object.defineProperty(stream, Symbol.asyncIterator, {
    ...own,
    value: observeIterate(iterate, observation),
  });
}

function observeIterate(
  iterate: () => AsyncIterator<unknown>,
  observation: StreamObservation,
): () => AsyncIterator<unknown> {
  return function asyncIterator(this: unknown) {
    const iterator = iterate.call(this);
    for (const method of ['return', 'throw'] as const) observeClosing(iterator, method, observation);
    return iterator;
  };
}

function observeClosing(
  iterator: AsyncIterator<unknown>,
  method: 'return' | 'throw',
  observation: StreamObservation,
): void {
  const original = iterator[method] as ((...values: unknown[]) => unknown) | undefined;
  if (typeof original !== 'function' || !Object.isExtensible(iterator)) return;
  const close = function (this: unknown, ...values: unknown[]): unknown {
    try {
      return original.apply(this, values);
    } finally {
      // Whoever has read is heard of by the stream's own iterator, which has the claim then.
      if (observation.claim()) observation.closedUnread();
    }
  };
  Object.defineProperty(iterator, method, {
    value: close,
    writable: true,
    configurable: true,
    enumerable: false,
  });
}
