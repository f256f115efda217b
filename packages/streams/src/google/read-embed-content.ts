import { readCount, readFields } from '../accumulate/read-fields.ts';
import type { Response } from '../model/response.ts';

/**
 * The response of an answer of `embedContent` (`EmbedContentResponse` of @google/genai 3.1.0). The Gemini API reports
 * neither id, model nor tokens; Vertex AI reports the tokens of each text, newer models the usage of the call.
 */
export function readEmbedContent(body: unknown): Response {
  const fields = readFields(body);
  const inputTokens =
    readCount(readFields(fields?.usageMetadata)?.promptTokenCount) ?? sumStatistics(fields?.embeddings);
  return { finishReasons: [], ...(inputTokens !== undefined && { usage: { inputTokens } }), outputBytes: 0 };
}

/** Undefined when one of the texts was not counted: a part is no total. */
function sumStatistics(embeddings: unknown): number | undefined {
  if (!Array.isArray(embeddings) || embeddings.length === 0) return undefined;
  let sum = 0;
  for (const embedding of embeddings) {
    const count = readCount(readFields(readFields(embedding)?.statistics)?.tokenCount);
    if (count === undefined) return undefined;
    sum += count;
  }
  return sum;
}
