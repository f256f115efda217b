import { context, SpanKind, SpanStatusCode, trace, TraceFlags } from '@opentelemetry/api';
import type { Context, Tracer } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { SpanExporter } from '@opentelemetry/sdk-trace-node';

/** How many spans `recordSampleTrace` records, all of one trace. */
export const sampleSpanCount = 4;

/**
 * Records one trace that has every kind of value that a span can carry, and a span that is over before its
 * parent starts, and hands each of its spans to every exporter. Resolves when all of them were exported, with
 * the identifier of the trace.
 */
export async function recordSampleTrace(serviceName: string, exporters: SpanExporter[]): Promise<string> {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName, 'service.instance.number': 7 }),
    spanProcessors: exporters.map((exporter) => new SimpleSpanProcessor(exporter)),
  });
  const traceId = recordSpans(provider.getTracer('sample', '1.2.3'), provider.getTracer('another'));
  await provider.forceFlush();
  await provider.shutdown();
  return traceId;
}

function recordSpans(tracer: Tracer, otherTracer: Tracer): string {
  const root = tracer.startSpan('conversation', { attributes: { 'gen_ai.operation.name': 'invoke_agent' } });
  const below: Context = trace.setSpan(context.active(), root);

  const chat = tracer.startSpan(
    'chat sample-model',
    { kind: SpanKind.CLIENT, attributes: chatAttributes },
    below,
  );
  chat.addEvent('first chunk', { 'chunk.bytes': 128, 'chunk.text': 'Grüße, 世界 🎈' });
  chat.setStatus({ code: SpanStatusCode.OK });
  chat.end();

  const failed = otherTracer.startSpan('execute_tool weather', { kind: SpanKind.SERVER }, below);
  failed.recordException(new TypeError('no such city'));
  failed.setStatus({ code: SpanStatusCode.ERROR, message: 'no such city' });
  failed.end();

  // A backend that adjusts clocks before it answers would change such a span.
  const beforeRoot = Date.now() - 1000;
  const linked = tracer.startSpan(
    'publish',
    {
      kind: SpanKind.PRODUCER,
      startTime: beforeRoot,
      links: [
        {
          context: { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: TraceFlags.SAMPLED },
          attributes: { 'link.reason': 'retry', 'link.attempt': 2 },
        },
      ],
    },
    below,
  );
  linked.end(beforeRoot + 1);
  root.end();
  return root.spanContext().traceId;
}

const chatAttributes = {
  'text.plain': 'hello',
  'text.empty': '',
  'text.list': ['stop', 'length', ''],
  'integer.zero': 0,
  'integer.negative': -42,
  'integer.beyond_32_bits': 2 ** 31 + 1,
  'integer.largest': Number.MAX_SAFE_INTEGER,
  'integer.list': [1, 2 ** 40],
  'double.small': 0.1,
  'double.negative': -2.5e-7,
  'double.list': [0.5, 1.25],
  'boolean.true': true,
  'boolean.false': false,
  'boolean.list': [true, false],
};
