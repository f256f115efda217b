import type { JsonObject } from '../received-request.ts';

/** The `usage` of chat and completions, in the API's own names; tokens. Cached ones are part of `prompt_tokens`. */
export interface OpenAIChatUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly prompt_tokens_details?: Readonly<Record<string, number>>;
  readonly completion_tokens_details?: Readonly<Record<string, number>>;
}

/** The `usage` of the Responses API, in the API's own names; tokens. */
export interface OpenAIResponseUsage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly input_tokens_details?: Readonly<Record<string, number>>;
  readonly output_tokens_details?: Readonly<Record<string, number>>;
}

/** Fills up a usage of chat: 22 tokens in, 4 out, nothing cached, no reasoning. */
export function completeChatUsage(usage: Partial<OpenAIChatUsage> = {}): JsonObject {
  const { prompt_tokens = 22, completion_tokens = 4 } = usage;
  return {
    prompt_tokens,
    completion_tokens,
    total_tokens: prompt_tokens + completion_tokens,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0, ...usage.prompt_tokens_details },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
      ...usage.completion_tokens_details,
    },
  };
}

/** Fills up a usage of the Responses API: 22 tokens in, 4 out, nothing cached, no reasoning. */
export function completeResponseUsage(usage: Partial<OpenAIResponseUsage> = {}): JsonObject {
  const { input_tokens = 22, output_tokens = 4 } = usage;
  return {
    input_tokens,
    input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0, ...usage.input_tokens_details },
    output_tokens,
    output_tokens_details: { reasoning_tokens: 0, ...usage.output_tokens_details },
    total_tokens: input_tokens + output_tokens,
  };
}
