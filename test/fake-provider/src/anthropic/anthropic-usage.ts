import type { JsonObject } from '../received-request.ts';

/** The `usage` of an answer, in the API's own names and units (tokens; `server_tool_use` counts calls). */
export interface AnthropicUsage {
  /** Without the cached tokens. */
  readonly input_tokens: number;
  readonly cache_creation_input_tokens: number;
  readonly cache_read_input_tokens: number;
  readonly cache_creation: {
    readonly ephemeral_5m_input_tokens: number;
    readonly ephemeral_1h_input_tokens: number;
  };
  /** All output, thinking included. */
  readonly output_tokens: number;
  readonly output_tokens_details?: { readonly thinking_tokens: number };
  readonly server_tool_use?: {
    readonly web_search_requests: number;
    readonly web_fetch_requests: number;
  };
  readonly service_tier: string;
  readonly inference_geo: string;
  /** Beta: the usage of each sampling or compaction within the answer. */
  readonly iterations?: readonly JsonObject[];
}

/** Fills up a usage: 25 tokens in, 15 out, no cache, standard tier; cache writes count as 5 minute ones. */
export function completeUsage(usage: Partial<AnthropicUsage> = {}): AnthropicUsage {
  return {
    input_tokens: 25,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    cache_creation: {
      ephemeral_5m_input_tokens: usage.cache_creation_input_tokens ?? 0,
      ephemeral_1h_input_tokens: 0,
    },
    output_tokens: 15,
    service_tier: 'standard',
    inference_geo: 'global',
    ...usage,
  };
}

/** The usage in `message_start`: the input side, and an output count that is only a placeholder (at most 4). */
export function startUsage(usage: AnthropicUsage): JsonObject {
  const {
    output_tokens_details: _thinking,
    server_tool_use: _tools,
    iterations: _iterations,
    ...start
  } = usage;
  return { ...start, output_tokens: Math.min(4, usage.output_tokens) };
}

/** The usage in `message_delta`: totals so far, which repeat the input and cache counts but not their split or the tier. */
export function deltaUsage(usage: AnthropicUsage): JsonObject {
  const { cache_creation: _split, service_tier: _tier, inference_geo: _geo, ...delta } = usage;
  return delta;
}
