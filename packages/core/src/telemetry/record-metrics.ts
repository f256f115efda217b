import type { Attributes, Context, Counter } from '@opentelemetry/api';
import type { Modality, Request, Response, Usage } from '@tokenspan/streams';
import type { Instruments, LatestInstruments, LegacyInstruments } from './instruments.ts';
import { isInference } from './is-inference.ts';
import { metricAttributes } from './metric-attributes.ts';
import * as names from './semantic-conventions.ts';

/** What the metrics of one call are made from. */
export interface Measurement {
  request: Request;
  response: Response | undefined;
  /** Seconds. */
  duration: number;
  /** Seconds; absent when no chunk came or the consumer read late. */
  timeToFirstChunk?: number;
  errorType?: string;
}

/** Records the metrics of one call. Only counts that the provider reported; estimates never. */
export function recordMetrics(instruments: Instruments, measurement: Measurement, context: Context): void {
  const attributes = metricAttributes(measurement.request, measurement.response);
  if (instruments.legacy) recordLegacy(instruments.legacy, measurement, attributes, context);
  if (instruments.latest) recordLatest(instruments.latest, measurement, attributes, context);
}

function recordLegacy(
  instruments: LegacyInstruments,
  measurement: Measurement,
  attributes: Attributes,
  context: Context,
): void {
  recordTimes(instruments, measurement, attributes, context);
  const { inputTokens, outputTokens } = readCountedUsage(measurement) ?? {};
  const record = (tokens: number | undefined, type: string): void => {
    if (tokens === undefined) return;
    instruments.tokenUsage.record(tokens, { ...attributes, [names.ATTR_GEN_AI_TOKEN_TYPE]: type }, context);
  };
  record(inputTokens, 'input');
  record(outputTokens, 'output');
}

function recordLatest(
  instruments: LatestInstruments,
  measurement: Measurement,
  attributes: Attributes,
  context: Context,
): void {
  if (!isInference(measurement.request)) {
    const { duration, errorType } = measurement;
    instruments.otherDuration?.record(duration, withError(attributes, errorType), context);
    return;
  }
  recordTimes(instruments, measurement, attributes, context);
  const usage = readCountedUsage(measurement);
  if (!usage) return;
  if (usage.inputTokens !== undefined) instruments.inputTokens.record(usage.inputTokens, attributes, context);
  if (usage.outputTokens !== undefined)
    instruments.outputTokens.record(usage.outputTokens, attributes, context);
  const add = (
    counter: Counter,
    tokens: number | undefined,
    byModality?: Partial<Record<Modality, number>>,
  ): void => {
    if (tokens === undefined) return;
    for (const [modality, part] of splitByModality(tokens, byModality)) {
      counter.add(part, { ...attributes, [names.ATTR_GEN_AI_TOKEN_MODALITY]: modality }, context);
    }
  };
  add(instruments.inputUsage, usage.inputTokens, usage.inputByModality);
  add(instruments.outputUsage, usage.outputTokens, usage.outputByModality);
  add(instruments.cacheReadUsage, usage.cacheReadTokens, usage.cacheReadByModality);
  add(instruments.cacheWriteUsage, usage.cacheWriteTokens);
  add(instruments.reasoningUsage, usage.reasoningTokens);
}

/** The usage of a response that was fetched counts where it was made. */
function readCountedUsage({ request, response }: Measurement): Usage | undefined {
  return request.operation === 'fetch_response' ? undefined : response?.usage;
}

function recordTimes(
  instruments: Pick<LegacyInstruments, 'duration' | 'timeToFirstChunk'>,
  measurement: Measurement,
  attributes: Attributes,
  context: Context,
): void {
  const { duration, errorType, timeToFirstChunk } = measurement;
  instruments.duration.record(duration, withError(attributes, errorType), context);
  if (timeToFirstChunk !== undefined)
    instruments.timeToFirstChunk.record(timeToFirstChunk, attributes, context);
}

function withError(attributes: Attributes, errorType: string | undefined): Attributes {
  return errorType === undefined ? attributes : { ...attributes, [names.ATTR_ERROR_TYPE]: errorType };
}

const knownModalities = new Set(['text', 'image', 'audio']);

/** The parts of a count by modality; what no known modality claims is `unknown`, so that the parts sum to the count. */
function splitByModality(
  tokens: number,
  byModality: Partial<Record<Modality, number>> | undefined,
): [string, number][] {
  const parts = Object.entries(byModality ?? {}).filter(([modality]) => knownModalities.has(modality));
  const known = parts.reduce((sum, [, part]) => sum + part, 0);
  // A provider whose parts exceed its total is believed in the total.
  if (known > tokens) return [['unknown', tokens]];
  return known < tokens || parts.length === 0 ? [...parts, ['unknown', tokens - known]] : parts;
}
