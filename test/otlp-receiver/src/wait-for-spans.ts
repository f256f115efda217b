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
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      unsubscribe();
      reject(new SpanTimeoutError(condition, store.spans, timeoutMilliseconds));
    }, timeoutMilliseconds);
    const stop = (): void => {
      clearTimeout(timer);
      unsubscribe();
    };
    const check = (): void => {
      try {
        const spans = store.spans;
        if (!meetsCondition(spans, condition)) return;
        stop();
        resolve(spans);
      } catch (error) {
        stop();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    const unsubscribe = store.onChange(check);
    check();
  });
}
