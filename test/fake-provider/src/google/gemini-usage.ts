/** Tokens of one modality, as `promptTokensDetails` and its like list them. */
export interface GeminiModalityTokens {
  readonly modality: string;
  readonly tokenCount: number;
}

/** The `usageMetadata` of an answer, in the API's own names (tokens). A count that is not given is not sent. */
export interface GeminiUsage {
  /** With the cached tokens, without those of server-side tools. */
  readonly promptTokenCount?: number;
  /** Without the thoughts. */
  readonly candidatesTokenCount?: number;
  readonly totalTokenCount?: number;
  readonly cachedContentTokenCount?: number;
  readonly promptTokensDetails?: readonly GeminiModalityTokens[];
  readonly cacheTokensDetails?: readonly GeminiModalityTokens[];
  readonly candidatesTokensDetails?: readonly GeminiModalityTokens[];
  readonly toolUsePromptTokenCount?: number;
  readonly toolUsePromptTokensDetails?: readonly GeminiModalityTokens[];
  readonly thoughtsTokenCount?: number;
  readonly serviceTier?: string;
  /** Vertex. */
  readonly trafficType?: string;
}

/** Fills up a usage: 12 tokens in, 9 out, all text, and the total of what is given. */
export function completeGeminiUsage(usage: GeminiUsage = {}): GeminiUsage {
  const promptTokenCount = usage.promptTokenCount ?? 12;
  const candidatesTokenCount = usage.candidatesTokenCount ?? 9;
  const { toolUsePromptTokenCount = 0, thoughtsTokenCount = 0 } = usage;
  return {
    promptTokenCount,
    candidatesTokenCount,
    totalTokenCount: promptTokenCount + toolUsePromptTokenCount + candidatesTokenCount + thoughtsTokenCount,
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: promptTokenCount }],
    ...usage,
  };
}

/**
 * The usage of chunk `index` of `count`, as the Gemini API sends it: cumulative, the first one without
 * `candidatesTokenCount`, the last one whole.
 */
export function geminiChunkUsage(usage: GeminiUsage, index: number, count: number): GeminiUsage {
  if (index === count - 1) return usage;
  const { candidatesTokenCount, candidatesTokensDetails: _details, totalTokenCount: _total, ...rest } = usage;
  const written =
    index === 0 || candidatesTokenCount === undefined
      ? undefined
      : Math.floor((candidatesTokenCount * (index + 1)) / count);
  const { promptTokenCount = 0, toolUsePromptTokenCount = 0, thoughtsTokenCount = 0 } = rest;
  return {
    ...rest,
    ...(written !== undefined && { candidatesTokenCount: written }),
    totalTokenCount: promptTokenCount + toolUsePromptTokenCount + thoughtsTokenCount + (written ?? 0),
  };
}

/** The usage of chunk `index` of `count`, as Vertex sends it: `{}` first, then none, then the whole. */
export function vertexChunkUsage(usage: GeminiUsage, index: number, count: number): GeminiUsage | undefined {
  if (index === count - 1) return { ...usage, trafficType: usage.trafficType ?? 'ON_DEMAND' };
  return index === 0 ? {} : undefined;
}
