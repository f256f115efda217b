import type { FlatSpan } from './flat-span.ts';
import { meetsCondition, SpanTimeoutError } from './span-condition.ts';
import type { SpanCondition } from './span-condition.ts';
import type { TraceStore } from './trace-store.ts';

/**
 * Resolves with all spans of the store as soon as they meet the condition; looks again whenever spans arrive.
 *
 * @throws SpanTimeoutError when the time is over; what a predicate throws.
 */
export function waitForSpans(
  store: TraceStore,
  condition: SpanCondition,
  timeoutMilliseconds: number,
): Promise<FlatSpan[]> {
  const { promise, resolve, reject } = Promise.withResolvers<FlatSpan[]>();
  const check = (): void => {
    try {
      const spans = store.spans;
      if (meetsCondition(spans, condition)) resolve(spans);
    } catch (error) {
      reject(error);
    }
  };
  const unsubscribe = store.onChange(check);
  const timer = setTimeout(() => {
    reject(new SpanTimeoutError(condition, store.spans, timeoutMilliseconds));
  }, timeoutMilliseconds);
  check();
  return promise.finally(() => {
    clearTimeout(timer);
    unsubscribe();
  });
}
