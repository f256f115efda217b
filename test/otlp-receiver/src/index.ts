export { flattenSpans } from './flatten-spans.ts';
export { readJaegerServices, readJaegerTrace, readJaegerTraces } from './read-jaeger.ts';
export { SpanTimeoutError } from './span-condition.ts';
export { startOtlpReceiver } from './start-otlp-receiver.ts';

export type {
  FlatAttributes,
  FlatEvent,
  FlatLink,
  FlatSpan,
  FlatSpanKind,
  FlatStatusCode,
  FlatValue,
} from './flat-span.ts';
export type { TracesData } from './otlp-traces.ts';
export type { JaegerPolling, JaegerSearch } from './read-jaeger.ts';
export type { SpanCondition } from './span-condition.ts';
export type { OtlpReceiver, OtlpReceiverOptions, WaitOptions } from './start-otlp-receiver.ts';
export type { FlatTrace } from './trace-store.ts';
