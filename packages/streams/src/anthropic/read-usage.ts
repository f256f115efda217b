import { readCount, readFields } from '../accumulate/read-fields.ts';
import type { Usage } from '../model/usage.ts';

/** Token counts as the Messages API states them, as far as they have come: `inputTokens` is without cached tokens here. */
export interface MessageUsage {
  inputTokens: number | undefined;
  cacheReadTokens: number | undefined;
  cacheWriteTokens: number | undefined;
  cacheWrite5mTokens: number | undefined;
  cacheWrite1hTokens: number | undefined;
  outputTokens: number | undefined;
  reasoningTokens: number | undefined;
  serverToolRequests: Record<string, number> | undefined;
}

/**
 * Usage of a streamed answer from `message_start.message.usage` and the usage of the last `message_delta`.
 *
 * `message_delta.usage` is cumulative: its counts replace those of the start where they are not null, and are never added
 * (`BetaMessageDeltaUsage` in `resources/beta/messages/messages.d.ts`, and how `lib/BetaMessageStream.js` merges it, in
 * @anthropic-ai/sdk 1.11.0). Undefined when neither reports a count.
 */
export function readUsage(startUsage: unknown, deltaUsage: unknown): Usage | undefined {
  return totalUsage(mergeUsage(mergeStartUsage(undefined, startUsage), deltaUsage));
}

/** Usage of an answer that was not streamed. Undefined when it reports no count. */
export function readMessageUsage(usage: unknown): Usage | undefined {
  return totalUsage(mergeUsage(undefined, usage));
}

/** The counts that `message_start` states for good over the earlier ones: its output counts are placeholders. */
export function mergeStartUsage(earlier: MessageUsage | undefined, usage: unknown): MessageUsage {
  const { outputTokens, reasoningTokens } = earlier ?? {};
  return { ...mergeUsage(earlier, usage), outputTokens, reasoningTokens };
}

/** The counts of `usage` over the earlier ones: the last that is a number wins. */
export function mergeUsage(earlier: MessageUsage | undefined, usage: unknown): MessageUsage {
  // `iterations` is left alone: its `message` entries are what the counts read here sum up already, and "a `compaction`
  // entry's tokens are not included in the top-level `usage` fields" (`BetaIterationsUsage`, same .d.ts).
  const fields = readFields(usage);
  const cacheCreation = readFields(fields?.cache_creation);
  const outputDetails = readFields(fields?.output_tokens_details);
  return {
    inputTokens: readCount(fields?.input_tokens) ?? earlier?.inputTokens,
    cacheReadTokens: readCount(fields?.cache_read_input_tokens) ?? earlier?.cacheReadTokens,
    cacheWriteTokens: readCount(fields?.cache_creation_input_tokens) ?? earlier?.cacheWriteTokens,
    cacheWrite5mTokens: readCount(cacheCreation?.ephemeral_5m_input_tokens) ?? earlier?.cacheWrite5mTokens,
    cacheWrite1hTokens: readCount(cacheCreation?.ephemeral_1h_input_tokens) ?? earlier?.cacheWrite1hTokens,
    outputTokens: readCount(fields?.output_tokens) ?? earlier?.outputTokens,
    reasoningTokens: readCount(outputDetails?.thinking_tokens) ?? earlier?.reasoningTokens,
    serverToolRequests: readRequests(fields?.server_tool_use) ?? earlier?.serverToolRequests,
  };
}

/** The neutral usage: "total input tokens in a request is the summation" of the three input counts (`BetaUsage`, same .d.ts). */
export function totalUsage(counts: MessageUsage): Usage | undefined {
  const { inputTokens, cacheReadTokens, cacheWriteTokens } = counts;
  const hasInput = (inputTokens ?? cacheReadTokens ?? cacheWriteTokens) !== undefined;
  const total = hasInput ? (inputTokens ?? 0) + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0) : undefined;
  const reported = Object.entries({ ...counts, inputTokens: total }).filter(
    ([, count]) => count !== undefined,
  );
  return reported.length > 0 ? (Object.fromEntries(reported) as Usage) : undefined;
}

function readRequests(serverToolUse: unknown): Record<string, number> | undefined {
  const counts = Object.entries(readFields(serverToolUse) ?? {}).filter(
    (entry): entry is [string, number] => readCount(entry[1]) !== undefined,
  );
  return counts.length > 0 ? Object.fromEntries(counts) : undefined;
}
