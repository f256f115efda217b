import type { OpenAIAnswer } from './openai-answer.ts';

/** What an answer of the embeddings API says. Everything has a default. */
export interface OpenAIEmbeddingsDescription {
  readonly model?: string;
  /** One vector, `[0.5, -0.25]`, if not given. Numbers that a 32 bit float holds exactly come back as they are. */
  readonly vectors?: readonly (readonly number[])[];
  readonly promptTokens?: number;
}

/** Makes an answer of the embeddings API; as base64 when `encoding` says so, which is what the SDK asks for by itself. */
export function openAIEmbeddings(
  description: OpenAIEmbeddingsDescription = {},
  encoding: 'base64' | 'float' = 'base64',
): OpenAIAnswer {
  const { vectors = [[0.5, -0.25]], promptTokens = 8 } = description;
  return {
    path: '/embeddings',
    required: ['model', 'input'],
    body: {
      object: 'list',
      data: vectors.map((vector, index) => ({
        object: 'embedding',
        index,
        embedding: encoding === 'float' ? vector : encodeVector(vector),
      })),
      model: description.model ?? 'text-embedding-3-small',
      usage: { prompt_tokens: promptTokens, total_tokens: promptTokens },
    },
  };
}

function encodeVector(vector: readonly number[]): string {
  return Buffer.from(new Float32Array(vector).buffer).toString('base64');
}
