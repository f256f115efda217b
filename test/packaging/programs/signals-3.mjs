/* OpenTelemetry 3.x: makes one streamed call and one that fails, and prints what arrived of each signal. */
import { register } from 'node:module';
import { context, logs, metrics, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { InMemoryLogRecordExporter, LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';

register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);

const spanExporter = new InMemorySpanExporter();
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
trace.setGlobalTracerProvider(
  new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spanExporter })] }),
);
const metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({ exporter: metricExporter });
metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
const logExporter = new InMemoryLogRecordExporter();
logs.setGlobalLoggerProvider(
  new LoggerProvider({ processors: [new SimpleLogRecordProcessor({ exporter: logExporter })] }),
);
registerInstrumentations({
  instrumentations: [new AnthropicInstrumentation({ captureMessageContent: 'event' })],
});

const { makeCalls } = await import('./make-calls.mjs');
await makeCalls();
await reader.forceFlush();
const { printSignals } = await import('./print-signals.mjs');
printSignals(spanExporter, metricExporter, logExporter);
