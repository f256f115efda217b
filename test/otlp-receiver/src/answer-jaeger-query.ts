import type { FlatSpan } from './flat-span.ts';
import { parseTimestamp } from './parse-timestamp.ts';
import type { FlatTrace, TraceStore } from './trace-store.ts';

/** A JSON answer of Jaeger's API v3. */
export interface JaegerAnswer {
  status: number;
  body: object;
}

/** How many traces a search without `query.searchDepth` gives. */
const defaultSearchDepth = 100;

const searchParameters = [
  'serviceName',
  'operationName',
  'startTimeMin',
  'startTimeMax',
  'searchDepth',
  'rawTraces',
];

/** Answers a GET below `/api/v3/` from the store, in the shapes of Jaeger 2.20. */
export function answerJaegerQuery(store: TraceStore, url: URL): JaegerAnswer {
  const path = url.pathname.replace('/api/v3/', '');
  if (path === 'services') return { status: 200, body: { services: listServices(store.spans) } };
  if (path === 'operations') return listOperations(store.spans, url.searchParams.get('service') ?? '');
  if (path === 'traces') return findTraces(store, url.searchParams);
  if (path.startsWith('traces/')) return getTrace(store, path.slice('traces/'.length));
  return refuse(404, `no such path: ${url.pathname}`);
}

function refuse(status: number, message: string): JaegerAnswer {
  return { status, body: { error: { httpCode: status, message } } };
}

function readServiceName(span: FlatSpan): string {
  const name = span.resource['service.name'];
  // The name that Jaeger gives to spans of a resource without one.
  return typeof name === 'string' ? name : 'OTLPResourceNoServiceName';
}

function listServices(spans: FlatSpan[]): string[] {
  return [...new Set(spans.map(readServiceName))].toSorted();
}

function listOperations(spans: FlatSpan[], service: string): JaegerAnswer {
  const operations = new Map<string, { name: string; spanKind: string }>();
  for (const span of spans) {
    if (readServiceName(span) !== service) continue;
    operations.set(`${span.kind} ${span.name}`, { name: span.name, spanKind: span.kind });
  }
  return { status: 200, body: { operations: [...operations.values()] } };
}

function getTrace(store: TraceStore, traceId: string): JaegerAnswer {
  if (!/^[0-9a-f]{1,32}$/i.test(traceId)) return refuse(400, `malformed parameter trace_id: ${traceId}`);
  // Jaeger takes identifiers without their leading zeros as well.
  const trace = store.selectTrace(traceId.toLowerCase().padStart(32, '0'));
  if (trace.resourceSpans?.length === 0) return refuse(404, 'No traces found');
  return { status: 200, body: { result: trace } };
}

function findTraces(store: TraceStore, parameters: URLSearchParams): JaegerAnswer {
  const query = readCamelCase(parameters);
  const unknown = [...query.keys()].find((name) => !searchParameters.includes(name));
  // Leaving out a filter would answer another question than the one that was asked.
  if (unknown !== undefined)
    return refuse(400, `parameter query.${unknown} is not supported by this receiver`);
  const { startTimeMin, startTimeMax, serviceName, operationName, searchDepth } = Object.fromEntries(query);
  if (!startTimeMin || !startTimeMax)
    return refuse(400, 'query.startTimeMin and query.startTimeMax are required');
  const earliest = parseTimestamp(startTimeMin);
  const latest = parseTimestamp(startTimeMax);
  if (earliest === undefined) return refuse(400, `malformed parameter query.startTimeMin: ${startTimeMin}`);
  if (latest === undefined) return refuse(400, `malformed parameter query.startTimeMax: ${startTimeMax}`);
  if (searchDepth && !/^\d+$/.test(searchDepth)) {
    return refuse(400, `malformed parameter query.searchDepth: ${searchDepth}`);
  }

  const found = store.traces
    .filter(({ spans }) =>
      spans.some(
        (span) =>
          (!serviceName || readServiceName(span) === serviceName) &&
          (!operationName || span.name === operationName) &&
          span.startNanoseconds >= earliest &&
          span.startNanoseconds <= latest,
      ),
    )
    .toSorted((left, right) => Number(readStart(right) - readStart(left)))
    .slice(0, Number(searchDepth) || defaultSearchDepth);
  if (found.length === 0) return refuse(404, 'No traces found');
  const resourceSpans = found.flatMap(({ traceId }) => store.selectTrace(traceId).resourceSpans ?? []);
  return { status: 200, body: { result: { resourceSpans } } };
}

function readStart(trace: FlatTrace): bigint {
  return trace.spans
    .map((span) => span.startNanoseconds)
    .reduce((left, right) => (left < right ? left : right));
}

/**
 * The `query.*` parameters without prefix. Jaeger before 2.20 has snake_case names; where both stand,
 * camelCase counts.
 */
function readCamelCase(parameters: URLSearchParams): Map<string, string> {
  const named = [...parameters].map(([parameter, value]) => ({
    name: parameter.replace(/^query\./, ''),
    value,
  }));
  const current = named.filter(({ name }) => !name.includes('_'));
  const deprecated = named.filter(({ name }) => name.includes('_'));
  const query = new Map<string, string>();
  for (const { name, value } of deprecated)
    query.set(name === 'num_traces' ? 'searchDepth' : toCamelCase(name), value);
  for (const { name, value } of current) query.set(name, value);
  return query;
}

function toCamelCase(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
