import { GoogleGenAI } from '@google/genai';
import { expect, it } from 'vitest';
import { observeStream } from '../observe/observe-stream.ts';
import type { StreamRecord } from '../observe/observe-stream.ts';

function createClient(events: object[]): GoogleGenAI {
  const body = events.map((event) => `data: ${JSON.stringify(event)}\r\n\r\n`).join('');
  const headers = { 'content-type': 'text/event-stream' };
  const fetch = (): Promise<Response> => Promise.resolve(new Response(body, { headers }));
  return new GoogleGenAI({ apiKey: 'test', httpOptions: { fetch } });
}

it('recognises the chunks of generateContentStream', async () => {
  const records: StreamRecord[] = [];
  const client = createClient([
    { candidates: [{ content: { parts: [{ text: 'Hel' }] } }], usageMetadata: {}, responseId: 'r-1' },
    {
      candidates: [{ content: { parts: [{ text: 'lo' }] }, finishReason: 'STOP' }],
      usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 2 },
    },
  ]);
  const stream = await client.models.generateContentStream({ model: 'gemini-2.5-flash', contents: 'Hi' });
  expect(observeStream(stream, { onEnd: (record) => records.push(record) })).toBe(stream);
  for await (const _ of stream);
  expect(records).toEqual([
    expect.objectContaining({
      outcome: 'completed',
      events: 2,
      response: expect.objectContaining({
        id: 'r-1',
        finishReasons: ['stop'],
        usage: expect.objectContaining({ inputTokens: 3, outputTokens: 2 }) as unknown,
      }) as unknown,
    }),
  ]);
});

it('recognises the events of interactions.create', async () => {
  const records: StreamRecord[] = [];
  const interaction = {
    id: 'v1_1',
    status: 'completed',
    usage: { total_input_tokens: 3, total_output_tokens: 2 },
  };
  const client = createClient([
    { event_type: 'interaction.created', interaction: { id: 'v1_1', status: 'in_progress' } },
    { event_type: 'interaction.completed', interaction },
  ]);
  const stream = await client.interactions.create({ model: 'gemini-2.5-flash', input: 'Hi', stream: true });
  expect(observeStream(stream, { onEnd: (record) => records.push(record) })).toBe(stream);
  for await (const _ of stream);
  expect(records).toMatchObject([
    { outcome: 'completed', response: { id: 'v1_1', usage: { inputTokens: 3, outputTokens: 2 } } },
  ]);
});
