import { formatCost, formatCount, formatDuration } from './format-values.ts';
import type { CallFacts } from './read-call.ts';
import type { Tone } from './paint.ts';

/** The colour of an outcome. */
export function toneOf(call: CallFacts): Tone {
  if (call.outcome === 'completed') return 'good';
  return call.outcome === 'cancelled' || call.outcome === 'abandoned' ? 'stopped' : 'bad';
}

/** The first chunk: `162 ms`; with `≤` where the program began to read late. */
export function describeFirstChunk(call: CallFacts): string {
  if (call.firstChunk === undefined) return '';
  return `${call.firstChunkLate ? '≤' : ''}${formatDuration(call.firstChunk)}`;
}

/** A count that the provider reported, or with `~` an estimate of it, or nothing. */
export function describeTokens(reported: number | undefined, estimated: number | undefined): string {
  if (reported !== undefined) return formatCount(reported);
  return estimated === undefined ? '' : `~${formatCount(estimated)}`;
}

/** A count of cached tokens; nothing for 0. */
export function describeCache(tokens: number | undefined): string {
  return formatCount(tokens || undefined);
}

/** Everything about a call in one line, for terminals that have no room for columns. */
export function describeCall(call: CallFacts): string {
  const input = describeTokens(call.inputTokens, call.estimatedInputTokens);
  const output = describeTokens(call.outputTokens, call.estimatedOutputTokens);
  const cacheRead = describeCache(call.cacheReadTokens);
  const cacheWrite = describeCache(call.cacheWriteTokens);
  const firstChunk = describeFirstChunk(call);
  return [
    call.outcome,
    firstChunk && `first ${firstChunk}`,
    input && `in ${input}`,
    cacheRead && `cached ${cacheRead}`,
    cacheWrite && `to cache ${cacheWrite}`,
    output && `out ${output}`,
    formatCost(call.cost, call.costEstimated),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What went wrong, or nothing. */
export function describeError(call: CallFacts): string {
  if (call.errorType === undefined) return '';
  const code = call.errorCode === call.errorType ? undefined : call.errorCode;
  const head = [call.errorType, call.statusCode, code].filter((part) => part !== undefined).join(' ');
  return call.errorMessage === undefined ? head : `${head}: ${call.errorMessage}`;
}
