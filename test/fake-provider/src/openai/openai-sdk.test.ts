import OpenAI from 'openai';
import { expect, it, onTestFinished } from 'vitest';
import { startFakeProvider } from '../fake-provider.ts';
import type { FakeProvider } from '../fake-provider.ts';
import { truncateAfterEvents } from '../stream-faults.ts';
import type { OpenAIAnswer } from './openai-answer.ts';
import { openAIChat } from './openai-chat.ts';
import { openAICompletion } from './openai-completion.ts';
import { openAIEmbeddings } from './openai-embeddings.ts';
import {
  openAIErrorChunkAfterEvents,
  openAIErrorEventAfterEvents,
  openAIRateLimitError,
} from './openai-errors.ts';
import { respondLikeOpenAI } from './openai-reply.ts';
import type { OpenAIReplyOptions } from './openai-reply.ts';
import { openAIResponse } from './openai-response.ts';

const messages = [{ role: 'user' as const, content: 'Hi' }];

async function start(
  answer: OpenAIAnswer,
  options?: OpenAIReplyOptions,
): Promise<{ client: OpenAI; provider: FakeProvider }> {
  const provider = await startFakeProvider({ replyWith: respondLikeOpenAI(answer, options) });
  onTestFinished(() => provider.close());
  return { provider, client: new OpenAI({ baseURL: `${provider.url}/v1`, apiKey: 'x', maxRetries: 1 }) };
}

async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const events: T[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

it('puts a chat stream together to what the plain answer says', async () => {
  const answer = openAIChat({
    choices: [
      { content: 'The weather: 😀', toolCalls: [{ name: 'get_weather', arguments: { city: 'Paris' } }] },
    ],
  });
  const { client } = await start(answer, { chunkBytes: 7 });
  const plain = await client.chat.completions.create({ model: 'm', messages });
  const streamed = await client.chat.completions.stream({ model: 'm', messages }).finalChatCompletion();
  expect(plain.choices[0]?.message.tool_calls).toMatchObject([
    { function: { name: 'get_weather', arguments: '{"city":"Paris"}' } },
  ]);
  expect(streamed.choices[0]?.message).toMatchObject({
    content: plain.choices[0]?.message.content,
    tool_calls: plain.choices[0]?.message.tool_calls,
  });
  expect(streamed.choices[0]?.finish_reason).toBe('tool_calls');
});

it('sends usage in a chat stream only when it is asked for', async () => {
  const { client } = await start(openAIChat({ choices: ['one', 'two'] }));
  const without = await collect(await client.chat.completions.create({ model: 'm', messages, stream: true }));
  const stream_options = { include_usage: true };
  const asked = await collect(
    await client.chat.completions.create({ model: 'm', messages, stream: true, stream_options }),
  );
  expect(without.some((chunk) => 'usage' in chunk)).toBe(false);
  expect(without.every((chunk) => chunk.choices.length === 1)).toBe(true);
  expect(asked.slice(0, -1).every((chunk) => chunk.usage === null)).toBe(true);
  expect(asked.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: 22, total_tokens: 26 } });
});

it('speaks the Responses API', async () => {
  const answer = openAIResponse({
    items: [
      { type: 'reasoning', summaries: ['Thinking about it'] },
      { type: 'web_search_call', query: 'weather' },
      { type: 'message', text: 'It rains.', annotations: [{ type: 'url_citation', url: 'https://e.org' }] },
      { type: 'function_call', name: 'get_weather', arguments: { city: 'Oslo' } },
      { type: 'custom_tool_call', name: 'run', input: 'print(1)' },
    ],
  });
  const { client } = await start(answer, { chunkBytes: 11 });
  const plain = await client.responses.create({ model: 'm', input: 'Hi' });
  const helper = client.responses.stream({ model: 'm', input: 'Hi' });
  const streamed = await helper.finalResponse();
  expect(plain.output_text).toBe('It rains.');
  expect(streamed.output_text).toBe('It rains.');
  expect(streamed.usage).toEqual(plain.usage);
  const fetched = await collect(await client.responses.retrieve(plain.id, { stream: true }));
  expect(fetched.map((event) => event.sequence_number)).toEqual(fetched.map((_, index) => index));
  expect(fetched.at(-1)?.type).toBe('response.completed');
});

it('refuses, fails and stops as the Responses API does', async () => {
  const types = async (answer: OpenAIAnswer): Promise<string | undefined> => {
    const { client } = await start(answer);
    const events = await collect(await client.responses.create({ model: 'm', input: 'Hi', stream: true }));
    return events.at(-1)?.type;
  };
  expect(await types(openAIResponse({ items: [{ type: 'refusal', refusal: 'No.' }] }))).toBe(
    'response.completed',
  );
  expect(await types(openAIResponse({ status: 'incomplete' }))).toBe('response.incomplete');
  expect(await types(openAIResponse({ status: 'failed' }))).toBe('response.failed');
  expect(await types(openAIResponse({ compatible: true }))).toBe('response.completed');
});

it('sends errors inside streams so that the SDK throws them', async () => {
  const chat = await start(openAIChat(), { faults: [openAIErrorChunkAfterEvents(2)] });
  const chatStream = await chat.client.chat.completions.create({ model: 'm', messages, stream: true });
  await expect(collect(chatStream)).rejects.toMatchObject({ code: 'server_error' });
  const responses = await start(openAIResponse(), { faults: [openAIErrorEventAfterEvents(3, 'overloaded')] });
  const stream = await responses.client.responses.create({ model: 'm', input: 'Hi', stream: true });
  await expect(collect(stream)).rejects.toMatchObject({ code: 'overloaded' });
});

it('decodes embeddings in both encodings and completes texts', async () => {
  const embeddings = await start(openAIEmbeddings({ vectors: [[0.5, -0.25, 1]] }));
  const { data } = await embeddings.client.embeddings.create({ model: 'm', input: 'Hi' });
  expect(data[0]?.embedding).toEqual([0.5, -0.25, 1]);
  const float = await start(openAIEmbeddings({}, 'float'));
  const answer = await float.client.embeddings.create({ model: 'm', input: 'Hi', encoding_format: 'float' });
  expect(answer.data[0]?.embedding).toEqual([0.5, -0.25]);
  const { client } = await start(openAICompletion({ texts: ['a joke', 'another one'] }));
  const plain = await client.completions.create({ model: 'm', prompt: 'Hi' });
  const chunks = await collect(await client.completions.create({ model: 'm', prompt: 'Hi', stream: true }));
  expect(plain.choices.map(({ text }) => text)).toEqual(['a joke', 'another one']);
  expect(chunks.map(({ choices }) => choices[0]?.text).join('')).toBe('a jokeanother one');
});

it('answers errors that the SDK knows, and 400 and 404 where the API does', async () => {
  const { client, provider } = await start(openAIChat());
  provider.reply(openAIRateLimitError({ retryAfterMs: 1 }), openAIRateLimitError({ retryAfterMs: 1 }));
  const error = await client.chat.completions.create({ model: 'm', messages }).catch((e: unknown) => e);
  expect(error).toMatchObject({ status: 429, code: 'rate_limit_exceeded', type: 'requests' });
  expect((error as { requestID: string }).requestID).toMatch(/^req_/);
  await expect(client.embeddings.create({ model: 'm', input: 'Hi' })).rejects.toMatchObject({ status: 404 });
  const incomplete = { model: 'm' } as unknown as OpenAI.ChatCompletionCreateParamsNonStreaming;
  await expect(client.chat.completions.create(incomplete)).rejects.toMatchObject({
    status: 400,
    param: 'messages',
  });
});

it('cuts a stream where a fault says, and puts the chunk of Azure first', async () => {
  const { client } = await start(openAIChat({ azurePromptFilter: true }), {
    faults: [truncateAfterEvents(2)],
  });
  const chunks = await collect(await client.chat.completions.create({ model: 'm', messages, stream: true }));
  expect(chunks).toHaveLength(2);
  expect(chunks[0]).toMatchObject({ id: '', model: '', choices: [] });
});
