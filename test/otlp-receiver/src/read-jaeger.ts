import { setTimeout as delay } from 'node:timers/promises';

import { flattenSpans } from './flatten-spans.ts';
import type { TracesData } from './otlp-traces.ts';
import { meetsCondition, SpanTimeoutError } from './span-condition.ts';
import type { SpanCondition } from './span-condition.ts';

/** How long to ask a backend for spans that it may not have stored yet. */
export interface JaegerPolling {
  /** Asks again until the spans of the answer meet this; 1 span unless told. */
  readonly until?: SpanCondition;
  /** How long to ask before giving up; 10,000 unless told. */
  readonly timeoutMilliseconds?: number;
}

/** Which traces to search for. */
export interface JaegerSearch extends JaegerPolling {
  readonly serviceName: string;
  /** Traces with a span of this service that started in this time; the last hour unless told. */
  readonly startTimeMin?: Date;
  readonly startTimeMax?: Date;
  /** How many traces at most, the newest first; 20 unless told. */
  readonly searchDepth?: number;
}

const pollMilliseconds = 50;

/**
 * The services that the backend knows, from `GET /api/v3/services`. `baseUrl` has no path and no trailing
 * slash.
 */
export async function readJaegerServices(baseUrl: string): Promise<string[]> {
  const response = await fetch(`${baseUrl}/api/v3/services`);
  if (!response.ok) throw await describeFailure(response);
  const { services } = (await response.json()) as { services?: string[] };
  return services ?? [];
}

/**
 * One trace from `GET /api/v3/traces/{traceId}`, as OTLP/JSON: give it to `flattenSpans`. Reads the embedded
 * receiver and a real Jaeger alike, and asks again while the trace or a part of it is missing. Jaeger is
 * asked for the spans as they came in: otherwise it adds warnings to spans that are not within the time
 * of their parents.
 *
 * @throws SpanTimeoutError when the condition is not met in time; Error for an answer that is neither 200 nor 404.
 */
export function readJaegerTrace(
  baseUrl: string,
  traceId: string,
  polling: JaegerPolling = {},
): Promise<TracesData> {
  const url = new URL(`/api/v3/traces/${traceId}`, baseUrl);
  setParameter(url, '', 'rawTraces', 'true');
  return pollTraces(() => url, polling);
}

/**
 * The traces of one service from `GET /api/v3/traces`, as one OTLP/JSON body: give it to `flattenSpans`. Asks
 * again while nothing is found or the condition is not met. Spans are as they came in, too.
 *
 * @throws SpanTimeoutError when the condition is not met in time; Error for an answer that is neither 200 nor 404.
 */
export function readJaegerTraces(baseUrl: string, search: JaegerSearch): Promise<TracesData> {
  return pollTraces(() => buildSearchUrl(baseUrl, search), search);
}

function buildSearchUrl(baseUrl: string, search: JaegerSearch): URL {
  const url = new URL('/api/v3/traces', baseUrl);
  const now = Date.now();
  const startTimeMin = search.startTimeMin ?? new Date(now - 3_600_000);
  const startTimeMax = search.startTimeMax ?? new Date(now + 60_000);
  setParameter(url, 'query.', 'serviceName', search.serviceName);
  setParameter(url, 'query.', 'startTimeMin', startTimeMin.toISOString());
  setParameter(url, 'query.', 'startTimeMax', startTimeMax.toISOString());
  setParameter(url, 'query.', 'searchDepth', String(search.searchDepth ?? 20));
  setParameter(url, 'query.', 'rawTraces', 'true');
  return url;
}

/**
 * Older Jaegers (seen: 2.13) know only the snake_case names, newer ones (2.20) warn of them unless the
 * camelCase names stand beside them.
 */
function setParameter(url: URL, prefix: string, name: string, value: string): void {
  const oldName =
    name === 'searchDepth' ? 'num_traces' : name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  url.searchParams.set(prefix + name, value);
  url.searchParams.set(prefix + oldName, value);
}

async function pollTraces(buildUrl: () => URL, polling: JaegerPolling): Promise<TracesData> {
  const { until = 1, timeoutMilliseconds = 10_000 } = polling;
  const deadline = Date.now() + timeoutMilliseconds;
  for (;;) {
    // A search up to "now" must move on with the clock, so the address is built anew.
    const traces = await fetchTraces(buildUrl(), AbortSignal.timeout(timeoutMilliseconds));
    const spans = flattenSpans(traces);
    if (meetsCondition(spans, until)) return traces;
    if (Date.now() >= deadline) throw new SpanTimeoutError(until, spans, timeoutMilliseconds);
    await delay(pollMilliseconds);
  }
}

async function fetchTraces(url: URL, signal: AbortSignal): Promise<TracesData> {
  const response = await fetch(url, { signal });
  if (response.status === 404) {
    await response.body?.cancel();
    return {};
  }
  if (!response.ok) throw await describeFailure(response);
  const { result } = (await response.json()) as { result?: TracesData };
  return result ?? {};
}

async function describeFailure(response: Response): Promise<Error> {
  return new Error(`${response.url} answered ${response.status}: ${await response.text()}`);
}
