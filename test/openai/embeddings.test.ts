import { openAICompletion, openAIEmbeddings } from '@tokenspan/fake-provider';
import { expect, it } from 'vitest';
import { compareToControl, startOpenAI } from './openai-fixture.ts';

it('makes one span of an embeddings call, whose vectors come as they come without', async () => {
  const fixture = await startOpenAI(openAIEmbeddings({ vectors: [[0.5, 1]], promptTokens: 8 }));
  const { watched, control } = await compareToControl(fixture, () =>
    fixture.client.embeddings.create({ model: 'text-embedding-3-small', input: 'Hi', dimensions: 2 }),
  );
  expect(watched).toEqual(control);
  expect(watched.data[0]?.embedding).toEqual([0.5, 1]);
  const [span] = fixture.tracing.spans();
  expect(span?.name).toBe('embeddings text-embedding-3-small');
  expect(span?.attributes).toEqual({
    'gen_ai.operation.name': 'embeddings',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': 'text-embedding-3-small',
    'gen_ai.embeddings.dimension.count': 2,
    'gen_ai.response.model': 'text-embedding-3-small',
    'gen_ai.usage.input_tokens': 8,
    'server.address': '127.0.0.1',
    'server.port': Number(new URL(fixture.provider.url).port),
  });
});

it('names the encoding that the caller asked for', async () => {
  const { client, tracing } = await startOpenAI(openAIEmbeddings({}, 'float'));
  await client.embeddings.create({ model: 'm', input: [[1, 2, 3]], encoding_format: 'float' });
  expect(tracing.spans()[0]?.attributes).toMatchObject({ 'gen_ai.request.encoding_formats': ['float'] });
});

it('makes one span of a legacy completion', async () => {
  const { client, tracing } = await startOpenAI(openAICompletion({ finishReason: 'length' }));
  await client.completions.create({ model: 'gpt-3.5-turbo-instruct', prompt: 'Hi', max_tokens: 3 });
  expect(tracing.spans()[0]?.name).toBe('text_completion gpt-3.5-turbo-instruct');
  expect(tracing.spans()[0]?.attributes).toMatchObject({
    'gen_ai.request.max_tokens': 3,
    'gen_ai.usage.input_tokens': 8,
    'gen_ai.usage.output_tokens': 3,
    'gen_ai.response.finish_reasons': ['length'],
  });
});
