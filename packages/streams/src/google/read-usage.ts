import { readCount, readFields } from '../accumulate/read-fields.ts';
import type { Usage } from '../model/usage.ts';
import { addModalities, type ModalityCounts, readModalities } from './read-modalities.ts';

/** Token counts as `usageMetadata` states them, as far as they have come. */
export interface GeminiUsage {
  promptTokens: number | undefined;
  toolUsePromptTokens: number | undefined;
  candidatesTokens: number | undefined;
  thoughtsTokens: number | undefined;
  cachedTokens: number | undefined;
  prompt: ModalityCounts | undefined;
  toolUsePrompt: ModalityCounts | undefined;
  candidates: ModalityCounts | undefined;
  cached: ModalityCounts | undefined;
}

/**
 * The counts of a `usageMetadata` over the earlier ones. Every chunk repeats them and they grow, so the last that is a
 * number wins; Vertex begins with `{}`, which erases nothing.
 *
 * @see `GenerateContentResponseUsageMetadata` in `dist/node/node.d.ts` of @google/genai 3.1.0
 */
export function mergeUsage(
  earlier: GeminiUsage | undefined,
  usageMetadata: unknown,
): GeminiUsage | undefined {
  const fields = readFields(usageMetadata);
  if (!fields) return earlier;
  return {
    promptTokens: readCount(fields.promptTokenCount) ?? earlier?.promptTokens,
    toolUsePromptTokens: readCount(fields.toolUsePromptTokenCount) ?? earlier?.toolUsePromptTokens,
    candidatesTokens: readCount(fields.candidatesTokenCount) ?? earlier?.candidatesTokens,
    thoughtsTokens: readCount(fields.thoughtsTokenCount) ?? earlier?.thoughtsTokens,
    cachedTokens: readCount(fields.cachedContentTokenCount) ?? earlier?.cachedTokens,
    prompt: readModalities(fields.promptTokensDetails) ?? earlier?.prompt,
    toolUsePrompt: readModalities(fields.toolUsePromptTokensDetails) ?? earlier?.toolUsePrompt,
    candidates: readModalities(fields.candidatesTokensDetails) ?? earlier?.candidates,
    cached: readModalities(fields.cacheTokensDetails) ?? earlier?.cached,
  };
}

/**
 * The neutral usage: `promptTokenCount` holds the cached tokens and not those of server-side tools,
 * `candidatesTokenCount` does not hold the thoughts.
 *
 * @param finished whether the answer is whole: then thoughts without candidates are all of the output (all of the budget
 *   went to them), before that the candidates are just not counted yet
 */
export function totalUsage(usage: GeminiUsage, finished: boolean): Usage | undefined {
  const { promptTokens, toolUsePromptTokens, candidatesTokens, thoughtsTokens } = usage;
  const countsOutput = candidatesTokens !== undefined || finished;
  return onlyReported({
    inputTokens: addCounts(promptTokens, toolUsePromptTokens),
    outputTokens: countsOutput ? addCounts(candidatesTokens, thoughtsTokens) : undefined,
    cacheReadTokens: usage.cachedTokens,
    reasoningTokens: thoughtsTokens,
    inputByModality: addModalities(usage.prompt, usage.toolUsePrompt),
    outputByModality: countsOutput ? usage.candidates : undefined,
    cacheReadByModality: usage.cached,
  });
}

/** Leaves out what was not reported; undefined when nothing was. */
export function onlyReported(usage: { [Name in keyof Usage]: Usage[Name] | undefined }): Usage | undefined {
  const reported = Object.entries(usage).filter(([, count]) => count !== undefined);
  return reported.length > 0 ? (Object.fromEntries(reported) as Usage) : undefined;
}

/** The sum of what is there; undefined when neither is. */
export function addCounts(first: number | undefined, second: number | undefined): number | undefined {
  return first === undefined && second === undefined ? undefined : (first ?? 0) + (second ?? 0);
}
