import { flattenSpans, readJaegerTrace, SpanTimeoutError } from '@tokenspan/otlp-receiver';
import type { FlatSpan } from '@tokenspan/otlp-receiver';

/**
 * Reads a trace back through Jaeger's `/api/v3`, from the receiver in this process and from a real Jaeger alike. Waits until it is
 * complete, 10 seconds at most, and then takes what there is.
 *
 * @throws Error when nothing answers there or nothing of the trace arrived.
 */
export async function readTrace(
  queryUrl: string,
  traceId: string,
  isComplete: (spans: readonly FlatSpan[]) => boolean,
): Promise<FlatSpan[]> {
  try {
    return flattenSpans(await readJaegerTrace(queryUrl, traceId, { until: isComplete }));
  } catch (error) {
    if (!(error instanceof SpanTimeoutError)) throw error;
    return flattenSpans(await readJaegerTrace(queryUrl, traceId, { until: 1, timeoutMilliseconds: 1000 }));
  }
}
