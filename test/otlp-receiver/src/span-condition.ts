import type { FlatSpan } from './flat-span.ts';

/** What to wait for: a number of spans (at least so many), or a predicate over all spans seen so far. */
export type SpanCondition = number | ((spans: readonly FlatSpan[]) => boolean);

/** Whether these spans are what the condition waits for. */
export function meetsCondition(spans: readonly FlatSpan[], condition: SpanCondition): boolean {
  return typeof condition === 'number' ? spans.length >= condition : condition(spans);
}

/** The error of a wait that ended too early; its message names the spans that were there. */
export class SpanTimeoutError extends Error {
  override name = 'SpanTimeoutError';

  constructor(condition: SpanCondition, spans: readonly FlatSpan[], timeoutMilliseconds: number) {
    const wanted = typeof condition === 'number' ? `${condition} spans` : 'the wanted spans';
    const seen = spans.map((span) => span.name).join(', ');
    super(`${wanted} did not arrive within ${timeoutMilliseconds} ms; ${spans.length} did: [${seen}]`);
  }
}
