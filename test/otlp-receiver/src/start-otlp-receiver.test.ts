import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { afterEach, expect, test, vi } from 'vitest';

import { SpanTimeoutError } from './span-condition.ts';
import { startOtlpReceiver } from './start-otlp-receiver.ts';
import { recordSampleTrace, sampleSpanCount } from './testing/record-sample-trace.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('the JSON and the protobuf exporter give equal spans', async () => {
  await using json = await startOtlpReceiver();
  await using protobuf = await startOtlpReceiver();
  const traceId = await recordSampleTrace('sample-service', [
    new JsonExporter({ url: `${json.url}/v1/traces` }),
    new ProtobufExporter({ url: `${protobuf.url}/v1/traces` }),
  ]);

  const spans = json.spans();
  expect(spans).toHaveLength(sampleSpanCount);
  expect(protobuf.spans()).toEqual(spans);
  expect(json.traces()).toEqual([{ traceId, spans }]);
});

test('a span arrives with every value that the program gave it', async () => {
  await using receiver = await startOtlpReceiver();
  await recordSampleTrace('sample-service', [new ProtobufExporter({ url: `${receiver.url}/v1/traces` })]);

  const [chat, failed, linked, root] = receiver.spans();
  expect(root).toMatchObject({
    name: 'conversation',
    kind: 'internal',
    parentSpanId: undefined,
    status: { code: 'unset' },
  });
  expect(chat).toMatchObject({
    name: 'chat sample-model',
    kind: 'client',
    traceId: root?.traceId,
    parentSpanId: root?.spanId,
    status: { code: 'ok', message: undefined },
    resource: { 'service.name': 'sample-service', 'service.instance.number': 7 },
    scope: { name: 'sample', version: '1.2.3' },
    events: [{ name: 'first chunk', attributes: { 'chunk.bytes': 128, 'chunk.text': 'Grüße, 世界 🎈' } }],
  });
  expect(chat?.attributes).toEqual({
    'text.plain': 'hello',
    'text.empty': '',
    'text.list': ['stop', 'length', ''],
    'integer.zero': 0,
    'integer.negative': -42,
    'integer.beyond_32_bits': 2_147_483_649,
    'integer.largest': 9_007_199_254_740_991,
    'integer.list': [1, 1_099_511_627_776],
    'double.small': 0.1,
    'double.negative': -2.5e-7,
    'double.list': [0.5, 1.25],
    'boolean.true': true,
    'boolean.false': false,
    'boolean.list': [true, false],
  });
  expect(failed).toMatchObject({
    kind: 'server',
    status: { code: 'error', message: 'no such city' },
    scope: { name: 'another', version: '' },
    events: [{ name: 'exception', attributes: { 'exception.type': 'TypeError' } }],
  });
  expect(linked).toMatchObject({
    kind: 'producer',
    links: [{ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), attributes: { 'link.attempt': 2 } }],
  });
  expect(chat!.endNanoseconds).toBeGreaterThanOrEqual(chat!.startNanoseconds);
  const millisecondsAgo = BigInt(Date.now()) - chat!.startNanoseconds / 1_000_000n;
  expect(Number(millisecondsAgo)).toBeLessThan(30_000);
});

test.each([
  ['JSON', JsonExporter],
  ['protobuf', ProtobufExporter],
])('takes gzip from the %s exporter', async (_encoding, Exporter) => {
  vi.stubEnv('OTEL_EXPORTER_OTLP_COMPRESSION', 'gzip');
  await using receiver = await startOtlpReceiver();
  const encodings: unknown[] = [];
  const listen = (message: unknown): void => {
    encodings.push((message as { request: IncomingMessage }).request.headers['content-encoding']);
  };
  subscribe('http.server.request.start', listen);
  await recordSampleTrace('sample-service', [new Exporter({ url: `${receiver.url}/v1/traces` })]);
  unsubscribe('http.server.request.start', listen);

  expect(new Set(encodings)).toEqual(new Set(['gzip']));
  expect(receiver.spans()).toHaveLength(sampleSpanCount);
});

test('keeps every span of many exporters at once', async () => {
  await using receiver = await startOtlpReceiver();
  const url = `${receiver.url}/v1/traces`;
  const traceIds = await Promise.all(
    Array.from({ length: 40 }, (_, index) => {
      const exporter = index % 2 === 0 ? new JsonExporter({ url }) : new ProtobufExporter({ url });
      return recordSampleTrace(`service-${index}`, [exporter]);
    }),
  );

  const traces = receiver.traces();
  expect(traces.map(({ traceId }) => traceId).toSorted()).toEqual(traceIds.toSorted());
  expect(traces.every(({ spans }) => spans.length === sampleSpanCount)).toBe(true);
});

test('waitForSpans resolves as soon as the spans are there', async () => {
  await using receiver = await startOtlpReceiver();
  const url = `${receiver.url}/v1/traces`;
  const counted = receiver.waitForSpans(sampleSpanCount);
  const found = receiver.waitForSpans((spans) => spans.some(({ name }) => name === 'publish'));
  await recordSampleTrace('sample-service', [new JsonExporter({ url })]);

  expect(await counted).toHaveLength(sampleSpanCount);
  expect((await found).map(({ name }) => name)).toContain('publish');
  expect(await receiver.waitForSpans(1)).toHaveLength(sampleSpanCount);
});

test('waitForSpans says what was there when the time is over', async () => {
  await using receiver = await startOtlpReceiver();
  await recordSampleTrace('sample-service', [new JsonExporter({ url: `${receiver.url}/v1/traces` })]);
  const waiting = receiver.waitForSpans(5, { timeoutMilliseconds: 20 });

  await expect(waiting).rejects.toThrow(SpanTimeoutError);
  await expect(waiting).rejects.toThrow(/5 spans did not arrive within 20 ms; 4 did: \[chat sample-model, /);
});

test('waitForSpans rejects with what a predicate throws, at once and later', async () => {
  await using receiver = await startOtlpReceiver();
  const mistake = new Error('predicate');
  const failAtOnce = receiver.waitForSpans(() => {
    throw mistake;
  });
  const failLater = receiver.waitForSpans((spans) => {
    if (spans.length > 0) throw mistake;
    return false;
  });
  await expect(failAtOnce).rejects.toBe(mistake);
  await Promise.all([
    expect(failLater).rejects.toBe(mistake),
    recordSampleTrace('sample-service', [new JsonExporter({ url: `${receiver.url}/v1/traces` })]),
  ]);
});

test('clear forgets the spans, close keeps them readable', async () => {
  await using receiver = await startOtlpReceiver();
  const record = () =>
    recordSampleTrace('sample-service', [new JsonExporter({ url: `${receiver.url}/v1/traces` })]);
  await record();
  receiver.clear();
  expect(receiver.spans()).toEqual([]);
  await record();
  await receiver.close();
  await receiver.close();
  expect(receiver.spans()).toHaveLength(sampleSpanCount);
  await expect(fetch(receiver.url)).rejects.toThrow('fetch failed');
});

test('listens on the port that was asked for', async () => {
  const { url, close } = await startOtlpReceiver();
  await close();
  await using again = await startOtlpReceiver({ port: Number(new URL(url).port) });
  expect(again.url).toBe(url);
});
