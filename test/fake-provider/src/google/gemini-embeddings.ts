import type { JsonObject } from '../received-request.ts';

/** Methods that make embeddings: the Gemini API's two and Vertex's two. */
export type EmbeddingMethod = 'embedContent' | 'batchEmbedContents' | 'predict';

/**
 * The answer to a request for embeddings: a short vector for each text, made from its length. The Gemini API answers
 * without id, model and usage; Vertex states the tokens of each text in `predict`.
 */
export function geminiEmbeddings(method: EmbeddingMethod, body: JsonObject): JsonObject {
  switch (method) {
    case 'batchEmbedContents':
      return { embeddings: readList(body['requests']).map((request) => ({ values: makeVector(request) })) };
    case 'predict':
      return {
        predictions: readList(body['instances']).map((instance) => ({
          embeddings: {
            statistics: { truncated: false, token_count: countTokens(instance) },
            values: makeVector(instance),
          },
        })),
        metadata: { billableCharacterCount: JSON.stringify(body).length },
      };
    default:
      return { embedding: { values: makeVector(body['content']) } };
  }
}

/** A quarter of the text's length: a fixed rule that a test can repeat. */
function countTokens(instance: unknown): number {
  const { content } = (instance ?? {}) as { content?: unknown };
  return Math.ceil((typeof content === 'string' ? content : '').length / 4);
}

function makeVector(of: unknown): number[] {
  const length = (JSON.stringify(of) ?? '').length;
  return [0.01, -0.02, 0.03].map((value) => value * length);
}

function readList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
