import { expect, test } from 'vitest';
import { GenAIPricesSource } from './genai-prices-source.ts';

const time = new Date('2026-11-01T00:00:00Z');

// The library's list is one for the process: this file has a process of its own, and uses a provider that no other test uses.
test('a newer list takes the place of the bundled one, with its day', async () => {
  const source = new GenAIPricesSource();
  expect(source.find({ provider: 'cohere', model: 'command-next', time })).toBeUndefined();
  const models = [
    { id: 'command-next', match: { equals: 'command-next' }, prices: { input_mtok: 4, output_mtok: 5 } },
  ];
  await source.replace([{ id: 'cohere', name: 'Cohere', api_pattern: 'cohere', models }], '2026-11-20');
  expect(source.find({ provider: 'cohere', model: 'command-next', time })).toEqual({
    id: 'cohere/command-next',
    source: 'genai-prices',
    date: '2026-11-20',
    rates: { input: 4, output: 5 },
  });
});

test('a list that the library refuses leaves the old one', async () => {
  const source = new GenAIPricesSource();
  await expect(source.replace([{ id: 'cohere', models: null }], '2026-11-21')).rejects.toThrow(TypeError);
  expect(source.find({ provider: 'cohere', model: 'command-next', time })?.rates.input).toBe(4);
});
