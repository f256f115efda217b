import { readCount, readFields } from '../accumulate/read-fields.ts';
import type { Usage } from '../model/usage.ts';
import { addModalities, readModalities } from './read-modalities.ts';
import { addCounts, onlyReported } from './read-usage.ts';

/**
 * The neutral usage of an interaction: its input counts are without the tokens of server-side tools, its output counts
 * without the thoughts; `total_tokens` is the sum of the four.
 *
 * @see `Usage` of the interactions in `dist/node/node.d.ts` of @google/genai 1.52.0 and 3.1.0
 */
export function readInteractionUsage(value: unknown): Usage | undefined {
  const fields = readFields(value);
  if (!fields) return undefined;
  const thoughts = readCount(fields.total_thought_tokens);
  return onlyReported({
    inputTokens: addCounts(readCount(fields.total_input_tokens), readCount(fields.total_tool_use_tokens)),
    outputTokens: addCounts(readCount(fields.total_output_tokens), thoughts),
    cacheReadTokens: readCount(fields.total_cached_tokens),
    reasoningTokens: thoughts,
    inputByModality: addModalities(
      readModalities(fields.input_tokens_by_modality),
      readModalities(fields.tool_use_tokens_by_modality),
    ),
    outputByModality: readModalities(fields.output_tokens_by_modality),
    cacheReadByModality: readModalities(fields.cached_tokens_by_modality),
  });
}
