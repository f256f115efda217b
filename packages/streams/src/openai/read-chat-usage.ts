import { type Fields, readCount, readFields } from '../accumulate/read-fields.ts';
import type { Modality, Usage } from '../model/usage.ts';

/**
 * Usage of chat, completions and embeddings: `CompletionUsage` in `resources/completions.d.ts` of openai 7.55.0, and what
 * compatible services make of it. `prompt_tokens` holds the cached ones. Undefined when it reports no count.
 */
export function readChatUsage(value: unknown): Usage | undefined {
  const usage = readFields(value);
  if (!usage) return undefined;
  const input = readFields(usage.prompt_tokens_details);
  const output = readFields(usage.completion_tokens_details);
  const inputTokens = readCount(usage.prompt_tokens);
  const outputTokens = readOutputTokens(usage, output);
  if (inputTokens === undefined && outputTokens === undefined) return undefined;
  const cacheReadTokens =
    readCount(input?.cached_tokens) ??
    // Together and Featherless state it beside the totals, DeepSeek by another name.
    readCount(usage.cached_tokens) ??
    readCount(usage.prompt_cache_hit_tokens);
  const cacheWriteTokens = readCount(input?.cache_write_tokens);
  const reasoningTokens = readCount(output?.reasoning_tokens);
  const inputByModality = readModalities(input);
  const outputByModality = readModalities(output);
  return {
    ...(inputTokens !== undefined && { inputTokens }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(cacheReadTokens !== undefined && { cacheReadTokens }),
    ...(cacheWriteTokens !== undefined && { cacheWriteTokens }),
    ...(reasoningTokens !== undefined && { reasoningTokens }),
    ...(inputByModality && { inputByModality }),
    ...(outputByModality && { outputByModality }),
    ...readReportedCost(usage),
  };
}

/** Tokens of a predicted output, accepted and rejected; empty where none was given. */
export function readPredictionTokens(value: unknown): Record<string, number> {
  const details = readFields(readFields(value)?.completion_tokens_details);
  const accepted = readCount(details?.accepted_prediction_tokens);
  const rejected = readCount(details?.rejected_prediction_tokens);
  // OpenAI states both as 0 for every call that predicts nothing.
  if (!accepted && !rejected) return {};
  return {
    ...(accepted !== undefined && { 'tokenspan.usage.accepted_prediction.output_tokens': accepted }),
    ...(rejected !== undefined && { 'tokenspan.usage.rejected_prediction.output_tokens': rejected }),
  };
}

/** What OpenRouter charges for the call: US dollars, `usage.cost`. */
export function readReportedCost(usage: Fields): Pick<Usage, 'reportedCost'> {
  const amount = readCount(usage.cost);
  return amount === undefined ? {} : { reportedCost: { amount, currency: 'USD' } };
}

function readOutputTokens(usage: Fields, details: Fields | undefined): number | undefined {
  const completion = readCount(usage.completion_tokens);
  const prompt = readCount(usage.prompt_tokens);
  const reasoning = readCount(details?.reasoning_tokens);
  const total = readCount(usage.total_tokens);
  // xAI leaves reasoning out of `completion_tokens`; its own total tells so.
  const isApart = completion !== undefined && reasoning && total === (prompt ?? 0) + completion + reasoning;
  return isApart ? completion + reasoning : completion;
}

function readModalities(details: Fields | undefined): Partial<Record<Modality, number>> | undefined {
  // OpenAI states 0 for every kind of content that a call does not have; only what is there says something.
  const counts = (['audio', 'image'] as const).flatMap((modality): [Modality, number][] => {
    const count = readCount(details?.[`${modality}_tokens`]);
    return count ? [[modality, count]] : [];
  });
  const text = readCount(details?.text_tokens);
  if (counts.length > 0 && text) counts.unshift(['text', text]);
  return counts.length > 0 ? Object.fromEntries(counts) : undefined;
}
