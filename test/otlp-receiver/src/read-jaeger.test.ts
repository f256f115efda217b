import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { flattenSpans } from './flatten-spans.ts';
import { readJaegerServices, readJaegerTrace, readJaegerTraces } from './read-jaeger.ts';
import { SpanTimeoutError } from './span-condition.ts';
import { startOtlpReceiver } from './start-otlp-receiver.ts';
import type { OtlpReceiver } from './start-otlp-receiver.ts';
import { recordSampleTrace, sampleSpanCount } from './testing/record-sample-trace.ts';

let receiver: OtlpReceiver;
let firstTraceId: string;
let secondTraceId: string;

beforeAll(async () => {
  receiver = await startOtlpReceiver();
  firstTraceId = await record('first-service');
  secondTraceId = await record('second-service');
});

afterAll(() => receiver.close());

function record(serviceName: string): Promise<string> {
  return recordSampleTrace(serviceName, [new OTLPTraceExporter({ url: `${receiver.url}/v1/traces` })]);
}

async function get(path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${receiver.url}/api/v3/${path}`);
  return { status: response.status, body: await response.json() };
}

function listTraceIds(traces: Awaited<ReturnType<typeof readJaegerTraces>>): string[] {
  return [...new Set(flattenSpans(traces).map(({ traceId }) => traceId))];
}

async function postSpan(url: string, traceId: string, startNanoseconds: bigint): Promise<void> {
  const span = { traceId, spanId: 'a'.repeat(16), name: 'chat', startTimeUnixNano: String(startNanoseconds) };
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'busy' } }] };
  const response = await fetch(`${url}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] }),
  });
  expect(response.status).toBe(200);
}

const wholeTime = 'query.startTimeMin=2020-01-01T00:00:00Z&query.startTimeMax=2100-01-01T00:00:00.123456789Z';

test('reads a trace back with all that was received', async () => {
  const trace = await readJaegerTrace(receiver.url, firstTraceId);
  expect(flattenSpans(trace)).toEqual(receiver.spans().filter(({ traceId }) => traceId === firstTraceId));
});

test('answers in the shapes of OTLP/JSON', async () => {
  const { body } = await get(`traces/${firstTraceId}`);
  expect(body).toMatchObject({
    result: {
      resourceSpans: expect.arrayContaining([
        {
          resource: {
            attributes: expect.arrayContaining([
              { key: 'service.instance.number', value: { intValue: '7' } },
            ]),
          },
          scopeSpans: [
            {
              scope: { name: 'sample', version: '1.2.3' },
              spans: [
                expect.objectContaining({
                  traceId: firstTraceId,
                  spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
                  kind: 3,
                  startTimeUnixNano: expect.stringMatching(/^\d{19}$/),
                }),
              ],
            },
          ],
        },
      ]),
    },
  });
});

test('waits for a trace that is not there yet', async () => {
  await using empty = await startOtlpReceiver();
  const exporter = new OTLPTraceExporter({ url: `${empty.url}/v1/traces` });
  const reading = readJaegerTraces(empty.url, { serviceName: 'late-service', until: sampleSpanCount });
  await recordSampleTrace('late-service', [exporter]);
  expect(flattenSpans(await reading)).toHaveLength(sampleSpanCount);
});

test('gives up on a trace that never comes', async () => {
  const reading = readJaegerTrace(receiver.url, 'f'.repeat(32), { timeoutMilliseconds: 60 });
  await expect(reading).rejects.toThrow(SpanTimeoutError);
});

test('gives up at once on an answer that is a mistake', async () => {
  await expect(readJaegerTrace(receiver.url, 'not-hex')).rejects.toThrow(
    /answered 400: .*malformed parameter trace_id/,
  );
});

test('finds the traces of one service', async () => {
  const search = { serviceName: 'second-service', until: sampleSpanCount };
  expect(listTraceIds(await readJaegerTraces(receiver.url, search))).toEqual([secondTraceId]);
});

test('finds the newest traces first, and no more than asked for', async () => {
  await using own = await startOtlpReceiver();
  const [older, newer] = ['1'.repeat(32), '2'.repeat(32)];
  const now = BigInt(Date.now()) * 1_000_000n;
  await postSpan(own.url, older, now);
  await postSpan(own.url, newer, now + 1n);
  const search = { serviceName: 'busy' };
  expect(listTraceIds(await readJaegerTraces(own.url, search))).toEqual([newer, older]);
  expect(listTraceIds(await readJaegerTraces(own.url, { ...search, searchDepth: 1 }))).toEqual([newer]);
});

test('finds no trace outside of the time, to the nanosecond', async () => {
  const start = receiver.spans().at(0)!.startNanoseconds;
  const before = new Date(Number(start / 1_000_000n)).toISOString().replace('Z', '');
  const fraction = (nanoseconds: bigint) => String(nanoseconds % 1_000_000n).padStart(6, '0');
  const search = (from: bigint) =>
    get(
      `traces?query.startTimeMin=${before}${fraction(from)}Z&query.startTimeMax=${before}${fraction(start)}Z`,
    );
  expect((await search(start)).status).toBe(200);
  const none = 'query.startTimeMin=2020-01-01T00:00:00Z&query.startTimeMax=2020-01-02T00:00:00%2B02:00';
  expect(await get(`traces?query.serviceName=first-service&${none}`)).toEqual({
    status: 404,
    body: { error: { httpCode: 404, message: 'No traces found' } },
  });
});

test('lists services and operations', async () => {
  expect(await readJaegerServices(receiver.url)).toEqual(['first-service', 'second-service']);
  const { body } = await get('operations?service=first-service');
  expect(body).toEqual({
    operations: [
      { name: 'chat sample-model', spanKind: 'client' },
      { name: 'execute_tool weather', spanKind: 'server' },
      { name: 'publish', spanKind: 'producer' },
      { name: 'conversation', spanKind: 'internal' },
    ],
  });
});

test('understands the names of parameters that Jaeger had before 2.20', async () => {
  const { status } = await get(
    'traces?query.service_name=first-service&query.num_traces=1' +
      '&query.start_time_min=2020-01-01T00:00:00Z&query.start_time_max=2100-01-01T00:00:00Z',
  );
  expect(status).toBe(200);
});

test.each([
  ['no times', 'traces?query.serviceName=first-service'],
  ['one time only', 'traces?query.startTimeMin=2020-01-01T00:00:00Z'],
  ['a time that is none', 'traces?query.startTimeMin=yesterday&query.startTimeMax=2100-01-01T00:00:00Z'],
  [
    'a day that is none',
    'traces?query.startTimeMin=2020-13-01T00:00:00Z&query.startTimeMax=2100-01-01T00:00:00Z',
  ],
  ['a depth that is none', `traces?query.searchDepth=-1&${wholeTime}`],
  ['a filter that only Jaeger has', `traces?query.durationMin=1s&${wholeTime}`],
])('answers 400 to %s', async (_what, path) => {
  const { status, body } = await get(path);
  expect(status).toBe(400);
  expect(body).toEqual({ error: { httpCode: 400, message: expect.any(String) } });
});

test('answers 404 to a path that Jaeger has and the receiver has not', async () => {
  expect((await get('dependencies')).status).toBe(404);
});
