/** Kinds of content that a provider counts apart. */
export type Modality = 'text' | 'image' | 'audio' | 'video' | 'document';

/**
 * Tokens of one call as the provider reported them: never estimated, never summed over events.
 *
 * The totals follow the GenAI conventions: `inputTokens` holds cache reads and cache writes, `outputTokens` holds
 * reasoning. The other counts are parts of those totals as the provider states them; real services have sent parts
 * that are larger than their total, so no arithmetic may rely on it. A count that the provider did not report is absent.
 *
 * @see https://github.com/open-telemetry/semantic-conventions-genai (gen_ai.usage.*)
 */
export interface Usage {
  /** All input tokens, cached ones included. */
  inputTokens?: number;
  /** All output tokens, reasoning included. */
  outputTokens?: number;
  /** Input tokens that were read from a prompt cache. */
  cacheReadTokens?: number;
  /** Input tokens that were written to a prompt cache. */
  cacheWriteTokens?: number;
  /** The part of `cacheWriteTokens` that lives for five minutes. */
  cacheWrite5mTokens?: number;
  /** The part of `cacheWriteTokens` that lives for one hour. */
  cacheWrite1hTokens?: number;
  /** Output tokens that were spent on reasoning. */
  reasoningTokens?: number;
  /** Input tokens by modality. */
  inputByModality?: Partial<Record<Modality, number>>;
  /** Output tokens by modality. */
  outputByModality?: Partial<Record<Modality, number>>;
  /** Cache-read tokens by modality. */
  cacheReadByModality?: Partial<Record<Modality, number>>;
  /** How often each server-side tool was used, by the provider's own counter name (`web_search_requests`). */
  serverToolRequests?: Record<string, number>;
  /** What the service itself says that the call cost (`usage.cost` of OpenRouter), in units of `currency` (ISO 4217). */
  reportedCost?: { amount: number; currency: string };
}
