import type { Span } from '@opentelemetry/api';

/** Ends a span. The only place in the suite where a span ends: lint refuses every other. */
export function endSpan(span: Span): void {
  span.end();
}
