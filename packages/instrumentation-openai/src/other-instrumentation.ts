import { warnOnce } from '@tokenspan/core';
import type { SdkMethod } from '@tokenspan/core';

/**
 * Warns once where another instrumentation has wrapped a method, before ours or after: `@opentelemetry/instrumentation-openai`,
 * which `@opentelemetry/auto-instrumentations-node` brings, does for openai below 7, and then there are two spans a call.
 *
 * @param original what ours stands before
 */
export function warnOfOther(resource: object, original: SdkMethod): void {
  const method = (resource as Record<string, unknown>)[original.name];
  if (!isWrapped(original) && !isWrapped(method)) return;
  warnOnce(
    'another instrumentation of openai',
    'tokenspan: another instrumentation wraps the same methods of openai, so that each call may have two LLM spans; ' +
      'OTEL_NODE_DISABLED_INSTRUMENTATIONS=openai switches that of @opentelemetry/auto-instrumentations-node off',
  );
}

/** The mark that `_wrap` of `InstrumentationBase` leaves (`shimmer` of @opentelemetry/instrumentation). */
function isWrapped(method: unknown): boolean {
  return typeof method === 'function' && (method as { __wrapped?: unknown }).__wrapped === true;
}
