import { createNoopMeter, ValueType } from '@opentelemetry/api';
import type { Counter, Histogram, Meter } from '@opentelemetry/api';
import * as names from './semantic-conventions.ts';

/** Which metric names are recorded: those that dashboards know, those of the newest conventions, or both. */
export type MetricVocabulary = 'legacy' | 'latest' | 'both';

/** The metric instruments of the names that were in use until September 2026. */
export interface LegacyInstruments {
  duration: Histogram;
  timeToFirstChunk: Histogram;
  timePerOutputChunk?: Histogram;
  tokenUsage: Histogram;
}

/** The metric instruments of the newest conventions. */
export interface LatestInstruments {
  duration: Histogram;
  /** Of calls that are no inference; absent where the legacy instrument of the same name records them. */
  otherDuration?: Histogram;
  timeToFirstChunk: Histogram;
  timePerOutputChunk?: Histogram;
  inputTokens: Histogram;
  outputTokens: Histogram;
  inputUsage: Counter;
  outputUsage: Counter;
  cacheReadUsage: Counter;
  cacheWriteUsage: Counter;
  reasoningUsage: Counter;
}

/** The instruments of one instrumentation, by vocabulary. */
export interface Instruments {
  legacy?: LegacyInstruments;
  latest?: LatestInstruments;
}

/** Which instruments are created. */
export interface InstrumentOptions {
  vocabulary: MetricVocabulary;
  /** Also the time of each output chunk. */
  perChunk: boolean;
}

/** Creates the instruments, or none when no meter provider is registered, so that nothing is computed for nobody. */
export function createInstruments(meter: Meter, options: InstrumentOptions): Instruments | undefined {
  if (meter.constructor === createNoopMeter().constructor) return undefined;
  const { vocabulary, perChunk } = options;
  return {
    ...(vocabulary !== 'latest' && { legacy: createLegacyInstruments(meter, perChunk) }),
    ...(vocabulary !== 'legacy' && {
      latest: {
        ...createLatestInstruments(meter, perChunk),
        ...(vocabulary === 'latest' && { otherDuration: createOperationDuration(meter) }),
      },
    }),
  };
}

function createLegacyInstruments(meter: Meter, perChunk: boolean): LegacyInstruments {
  return {
    duration: createOperationDuration(meter),
    timeToFirstChunk: createFirstChunk(meter, names.METRIC_LEGACY_TIME_TO_FIRST_CHUNK),
    ...(perChunk && { timePerOutputChunk: createPerChunk(meter, names.METRIC_LEGACY_TIME_PER_OUTPUT_CHUNK) }),
    tokenUsage: createTokens(meter, names.METRIC_LEGACY_TOKEN_USAGE, 'Input and output tokens used'),
  };
}

function createLatestInstruments(meter: Meter, perChunk: boolean): LatestInstruments {
  const counter = (name: string, description: string): Counter =>
    meter.createCounter(name, { unit: '{token}', description, valueType: ValueType.INT });
  return {
    duration: createDuration(meter, names.METRIC_INFERENCE_DURATION, 'Duration of inference'),
    timeToFirstChunk: createFirstChunk(meter, names.METRIC_INFERENCE_TIME_TO_FIRST_CHUNK),
    ...(perChunk && {
      timePerOutputChunk: createPerChunk(meter, names.METRIC_INFERENCE_TIME_PER_OUTPUT_CHUNK),
    }),
    inputTokens: createTokens(meter, names.METRIC_INFERENCE_INPUT_TOKENS, 'Input tokens of one inference'),
    outputTokens: createTokens(meter, names.METRIC_INFERENCE_OUTPUT_TOKENS, 'Output tokens of one inference'),
    inputUsage: counter(names.METRIC_INFERENCE_USAGE_INPUT, 'Input tokens used, cached ones included'),
    outputUsage: counter(names.METRIC_INFERENCE_USAGE_OUTPUT, 'Output tokens used, reasoning included'),
    cacheReadUsage: counter(names.METRIC_INFERENCE_USAGE_CACHE_READ, 'Input tokens read from a cache'),
    cacheWriteUsage: counter(names.METRIC_INFERENCE_USAGE_CACHE_WRITE, 'Input tokens written to a cache'),
    reasoningUsage: counter(names.METRIC_INFERENCE_USAGE_REASONING, 'Output tokens spent on reasoning'),
  };
}

function createOperationDuration(meter: Meter): Histogram {
  return createDuration(meter, names.METRIC_LEGACY_OPERATION_DURATION, 'Duration of GenAI operations');
}

function createFirstChunk(meter: Meter, name: string): Histogram {
  return createDuration(meter, name, 'Time from the request to the first chunk of the answer');
}

function createPerChunk(meter: Meter, name: string): Histogram {
  return createDuration(meter, name, 'Time from one chunk of the answer to the next');
}

function createDuration(meter: Meter, name: string, description: string): Histogram {
  const explicitBucketBoundaries = names.DURATION_BOUNDARIES;
  return meter.createHistogram(name, { unit: 's', description, advice: { explicitBucketBoundaries } });
}

function createTokens(meter: Meter, name: string, description: string): Histogram {
  return meter.createHistogram(name, {
    unit: '{token}',
    description,
    valueType: ValueType.INT,
    advice: { explicitBucketBoundaries: names.TOKEN_BOUNDARIES },
  });
}
