import type { InstrumentationConfig } from '@opentelemetry/instrumentation';
import type { ContentCapture, ContentPolicy } from '../content/content-policy.ts';
import type { RedactContent } from '../content/redact-parts.ts';
import type { OperationHook } from '../operation/operation-hook.ts';
import type { MetricVocabulary } from '../telemetry/instruments.ts';

/** The options that all instrumentations of the suite share. */
export interface GenAIInstrumentationConfig extends InstrumentationConfig {
  /**
   * Record prompts, answers and tool texts: on the span (`true`, `'span'`), on the details event (`'event'`), on both. Default:
   * environment variable `OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT`, else `false`.
   */
  captureMessageContent?: ContentCapture;
  /** UTF-8 bytes of JSON that each content attribute may have, from 2. Longer texts are cut. Default 65536. */
  contentMaxBytes?: number;
  /** Changes or drops each part of a message before it is recorded; what it throws on is dropped. Default none. */
  redactContent?: RedactContent;
  /** Record the provider's own error message, scrubbed of secrets and cut to 256 characters. Default `true`. */
  captureErrorMessage?: boolean;
  /** Count a call that the caller cancelled as an error. Default `false`. */
  cancelledIsError?: boolean;
  /** What listens to every call, in this order. Default none. */
  hooks?: OperationHook[];
  /** The names of the metrics. Default: environment variable `TOKENSPAN_METRIC_VOCABULARY`, else `legacy`. */
  metricVocabulary?: MetricVocabulary;
  /** Record the time of each chunk of a streamed answer. Default `false`. */
  perChunkMetrics?: boolean;
}

/** The shared options with every default filled in. */
export interface ResolvedConfiguration {
  captureErrorMessage: boolean;
  cancelledIsError: boolean;
  hooks: readonly OperationHook[];
  metricVocabulary: MetricVocabulary;
  perChunkMetrics: boolean;
  content: ContentPolicy;
}
