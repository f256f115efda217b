import { readCount, readFields } from '../accumulate/read-fields.ts';
import type { Usage } from '../model/usage.ts';
import { readReportedCost } from './read-chat-usage.ts';

/**
 * Usage of an answer of the Responses API: `ResponseUsage` (`resources/responses/responses.d.ts` of openai 7.55.0).
 * `input_tokens` holds the cached ones, `output_tokens` the reasoning. Undefined when it reports no count.
 *
 * @param toolUsage the `tool_usage` that newer answers have beside it
 */
export function readResponseUsage(value: unknown, toolUsage?: unknown): Usage | undefined {
  const usage = readFields(value);
  const inputTokens = readCount(usage?.input_tokens);
  const outputTokens = readCount(usage?.output_tokens);
  if (inputTokens === undefined && outputTokens === undefined) return undefined;
  const input = readFields(usage?.input_tokens_details);
  const output = readFields(usage?.output_tokens_details);
  const cacheReadTokens = readCount(input?.cached_tokens);
  const cacheWriteTokens = readCount(input?.cache_write_tokens);
  const reasoningTokens = readCount(output?.reasoning_tokens);
  const serverToolRequests = readToolRequests(toolUsage);
  return {
    ...(inputTokens !== undefined && { inputTokens }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(cacheReadTokens !== undefined && { cacheReadTokens }),
    ...(cacheWriteTokens !== undefined && { cacheWriteTokens }),
    ...(reasoningTokens !== undefined && { reasoningTokens }),
    ...(serverToolRequests && { serverToolRequests }),
    ...(usage && readReportedCost(usage)),
  };
}

function readToolRequests(toolUsage: unknown): Record<string, number> | undefined {
  const counts = Object.entries(readFields(toolUsage) ?? {}).flatMap(([tool, use]): [string, number][] => {
    const requests = readCount(readFields(use)?.num_requests);
    // Every answer states 0 for tools that were not even offered.
    return requests ? [[`${tool}_requests`, requests]] : [];
  });
  return counts.length > 0 ? Object.fromEntries(counts) : undefined;
}
