import { randomUUID } from 'node:crypto';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  flattenSpans,
  readJaegerServices,
  readJaegerTrace,
  readJaegerTraces,
  startOtlpReceiver,
} from '@tokenspan/otlp-receiver';
import type { OtlpReceiver } from '@tokenspan/otlp-receiver';
import { recordSampleTrace, sampleSpanCount } from '@tokenspan/otlp-receiver/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { compareTraces } from './compare-traces.ts';
import { findJaeger } from './find-jaeger.ts';
import { startJaeger } from './start-jaeger.ts';
import type { RunningJaeger } from './start-jaeger.ts';

const location = findJaeger();
if (location === undefined) {
  console.log(
    'real Jaeger: skipped, there is none (`npx -y pnpm@12 run jaeger`, or JAEGER_QUERY_URL with OTEL_EXPORTER_OTLP_ENDPOINT)',
  );
}

const release = location?.kind === 'binary' ? location.release : 'of the environment';

describe.skipIf(location === undefined)(`real Jaeger ${release}`, () => {
  // A Jaeger that runs already may hold traces of an earlier run.
  const serviceName = `tokenspan-e2e-${randomUUID()}`;
  let jaeger: RunningJaeger;
  let receiver: OtlpReceiver;
  let traceId: string;

  beforeAll(async () => {
    [jaeger, receiver] = await Promise.all([startJaeger(location!), startOtlpReceiver()]);
    traceId = await recordSampleTrace(
      serviceName,
      [jaeger.otlpUrl, receiver.url].map((url) => new OTLPTraceExporter({ url: `${url}/v1/traces` })),
    );
  });

  afterAll(async () => {
    await Promise.all([jaeger?.stop(), receiver?.close()]);
  });

  test('holds the same spans as the embedded receiver', async () => {
    const until = sampleSpanCount;
    const [real, embedded] = await Promise.all(
      [jaeger.queryUrl, receiver.url].map((url) => readJaegerTrace(url, traceId, { until })),
    );
    expect(flattenSpans(embedded!)).toHaveLength(sampleSpanCount);
    expect(compareTraces(flattenSpans(embedded!), flattenSpans(real!))).toEqual([]);
  });

  test('finds the same trace for the same search', async () => {
    const search = { serviceName, until: sampleSpanCount };
    const [real, embedded] = await Promise.all(
      [jaeger.queryUrl, receiver.url].map((url) => readJaegerTraces(url, search)),
    );
    expect(compareTraces(flattenSpans(embedded!), flattenSpans(real!))).toEqual([]);
  });

  test('lists the service', async () => {
    expect(await readJaegerServices(jaeger.queryUrl)).toContain(serviceName);
    expect(await readJaegerServices(receiver.url)).toEqual([serviceName]);
  });

  test.each([
    ['a search without times', 'traces?query.serviceName=x'],
    ['a trace that nobody sent', `traces/${'f'.repeat(32)}`],
    ['an identifier that is not hex', 'traces/xyz'],
  ])('answers as the embedded receiver does to %s', async (_what, path) => {
    const answers = await Promise.all(
      [jaeger.queryUrl, receiver.url].map(async (url) => {
        const response = await fetch(`${url}/api/v3/${path}`);
        const { error } = (await response.json()) as { error: { httpCode: number } };
        return { status: response.status, httpCode: error.httpCode };
      }),
    );
    expect(answers[1]).toEqual(answers[0]);
  });
});
