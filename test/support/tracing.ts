import { context, metrics, propagation, trace } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import type { MetricData } from '@opentelemetry/sdk-metrics';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { ReadableSpan, Sampler, SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { OpenOperationsProcessor } from '@tokenspan/core';

/** Tracing and metrics of one test, registered globally as a program would. */
export interface Tracing {
  provider: NodeTracerProvider;
  /** Ended spans, in the order of their ends. */
  spans(): ReadableSpan[];
  /** Ended spans of LLM calls, whoever made them. */
  llmSpans(): ReadableSpan[];
  /** Waits until this many LLM spans have ended; rejects after `timeoutMilliseconds`. */
  waitForLlmSpans(count: number, timeoutMilliseconds?: number): Promise<ReadableSpan[]>;
  /** Collects the metrics recorded so far, by name. */
  readMetrics(): Promise<Map<string, MetricData>>;
  clear(): void;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface TracingOptions {
  sampler?: Sampler;
  processors?: SpanProcessor[];
}

/** Registers a tracer provider, a meter provider and a context manager globally until it is disposed. */
export function startTracing(options: TracingOptions = {}): Tracing {
  // Not the SDK's in-memory exporter: that one forgets its spans at shutdown, which is when some of ours end.
  let ended: ReadableSpan[] = [];
  const arrivals = new EventTarget();
  const collect: SpanProcessor = {
    onStart() {},
    onEnd(span) {
      ended.push(span);
      arrivals.dispatchEvent(new Event('span'));
    },
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
  const provider = new NodeTracerProvider({
    ...(options.sampler && { sampler: options.sampler }),
    spanProcessors: [new OpenOperationsProcessor(), ...(options.processors ?? []), collect],
  });
  provider.register();
  const metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: metricExporter, exportIntervalMillis: 1e8 });
  const meterProvider = new MeterProvider({ readers: [reader] });
  metrics.setGlobalMeterProvider(meterProvider);

  const tracing: Tracing = {
    provider,
    spans: () => [...ended],
    llmSpans: () => ended.filter(isLlmSpan),
    async waitForLlmSpans(count, timeoutMilliseconds = 10_000) {
      const deadline = AbortSignal.timeout(timeoutMilliseconds);
      while (tracing.llmSpans().length < count) {
        deadline.throwIfAborted();
        await new Promise<void>((resolve) => {
          arrivals.addEventListener('span', () => resolve(), { once: true });
          deadline.addEventListener('abort', () => resolve(), { once: true });
        });
      }
      return tracing.llmSpans();
    },
    async readMetrics() {
      metricExporter.reset();
      await reader.forceFlush();
      const [collected] = metricExporter.getMetrics();
      const data = collected?.scopeMetrics.flatMap((scope) => scope.metrics) ?? [];
      return new Map(data.map((metric) => [metric.descriptor.name, metric]));
    },
    clear() {
      ended = [];
    },
    async [Symbol.asyncDispose]() {
      await provider.shutdown();
      await meterProvider.shutdown();
      for (const api of [trace, context, metrics, propagation]) api.disable();
    },
  };
  return tracing;
}

/** Whether a span stands for one call of a model: ours, and those that the SDKs make themselves. */
function isLlmSpan(span: ReadableSpan): boolean {
  const operation = span.attributes['gen_ai.operation.name'];
  return operation !== 'invoke_agent' && operation !== 'execute_tool' && operation !== undefined;
}
