import type { InstrumentationConfig } from '@opentelemetry/instrumentation';
import type { OperationHook } from '../operation/operation-hook.ts';
import type { MetricVocabulary } from '../telemetry/instruments.ts';

/** The options that all instrumentations of the suite share. */
export interface GenAIInstrumentationConfig extends InstrumentationConfig {
  /** Record the provider's own error message, scrubbed of secrets and cut to 256 characters. Default `true`. */
  captureErrorMessage?: boolean;
  /** Count a call that the caller cancelled as an error. Default `false`. */
  cancelledIsError?: boolean;
  /** What listens to every call, in this order. Default none. */
  hooks?: OperationHook[];
  /** The names of the metrics. Default: environment variable `TOKENSPAN_METRIC_VOCABULARY`, else `legacy`. */
  metricVocabulary?: MetricVocabulary;
}

/** The shared options with every default filled in. */
export interface ResolvedConfiguration {
  captureErrorMessage: boolean;
  cancelledIsError: boolean;
  hooks: readonly OperationHook[];
  metricVocabulary: MetricVocabulary;
}
