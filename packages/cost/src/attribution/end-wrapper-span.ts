import type { Span } from '@opentelemetry/api';

/** Ends the span of a wrapped function. Spans of calls end in core; lint refuses every other place. */
export function endWrapperSpan(span: Span): void {
  span.end();
}
