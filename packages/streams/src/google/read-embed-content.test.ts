import { expect, it } from 'vitest';
import { readEmbedContent } from './read-embed-content.ts';

it.each([
  ['no counts of the Gemini API', { embeddings: [{ values: [1] }] }, undefined],
  [
    'the sum of Vertex',
    { embeddings: [{ statistics: { tokenCount: 3 } }, { statistics: { tokenCount: 4 } }] },
    7,
  ],
  ['nothing where one is not counted', { embeddings: [{ statistics: { tokenCount: 3 } }, {}] }, undefined],
  ['the usage of the call', { embeddings: [{}], usageMetadata: { promptTokenCount: 5 } }, 5],
  ['nothing of nothing', undefined, undefined],
])('reads %s', (_name, body, inputTokens) => {
  const { usage, ...rest } = readEmbedContent(body);
  expect(usage?.inputTokens).toBe(inputTokens);
  expect(rest).toEqual({ finishReasons: [], outputBytes: 0 });
});
