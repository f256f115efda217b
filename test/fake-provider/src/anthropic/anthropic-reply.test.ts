import Anthropic from '@anthropic-ai/sdk';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { startFakeProvider } from '../fake-provider.ts';
import type { FakeProvider } from '../fake-provider.ts';
import { webSearchBlocks } from './anthropic-block.ts';
import { anthropicMessage } from './anthropic-message.ts';
import { anthropicReply, respondLikeAnthropic } from './anthropic-reply.ts';

let provider: FakeProvider;
let client: Anthropic;
beforeEach(async () => {
  provider = await startFakeProvider();
  client = new Anthropic({ apiKey: 'fake', baseURL: provider.url });
});
afterEach(() => provider.close());

const params = {
  model: 'claude-sonnet-4-6',
  max_tokens: 100,
  messages: [{ role: 'user' as const, content: 'Hello?' }],
};

const richMessage = anthropicMessage({
  blocks: [
    { type: 'thinking', thinking: 'The user greets me. I answer with a search.' },
    { type: 'redacted_thinking', data: 'RW5jcnlwdGVk' },
    'Grüße aus 京都, ich suche. 🍵🫖',
    ...webSearchBlocks({ query: 'tea', results: [{ url: 'https://example.com', title: 'Tea' }] }),
    {
      type: 'text',
      text: ['Tea is ', 'hot.'],
      citations: [{ type: 'web_search_result_location', url: 'https://example.com', cited_text: 'hot' }],
    },
    { type: 'tool_use', name: 'boil_water', input: { litres: 0.5, kettle: 'blue "Ω"' } },
  ],
  usage: {
    input_tokens: 120,
    cache_creation_input_tokens: 30,
    cache_read_input_tokens: 400,
    output_tokens: 93,
    output_tokens_details: { thinking_tokens: 53 },
    server_tool_use: { web_search_requests: 1, web_fetch_requests: 0 },
  },
  startUsage: { input_tokens: 20 },
});

test('streams events in the order and shape of the real API', async () => {
  provider.reply(
    anthropicReply(anthropicMessage({ id: 'msg_01X', blocks: [{ type: 'text', text: ['Hi', '!'] }] })),
  );
  const { data: stream, response } = await client.messages.create({ ...params, stream: true }).withResponse();
  const events = [];
  for await (const event of stream) events.push(event);
  expect(events).toEqual([
    {
      type: 'message_start',
      message: {
        id: 'msg_01X',
        type: 'message',
        role: 'assistant',
        model: 'claude-sonnet-4-5-20250929',
        content: [],
        stop_reason: null,
        stop_sequence: null,
        stop_details: null,
        usage: {
          input_tokens: 25,
          cache_creation_input_tokens: 0,
          cache_read_input_tokens: 0,
          cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
          output_tokens: 4,
          service_tier: 'standard',
          inference_geo: 'global',
        },
      },
    },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Hi' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: '!' } },
    { type: 'content_block_stop', index: 0 },
    {
      type: 'message_delta',
      delta: { stop_reason: 'end_turn', stop_sequence: null, stop_details: null },
      usage: {
        input_tokens: 25,
        cache_creation_input_tokens: 0,
        cache_read_input_tokens: 0,
        output_tokens: 15,
      },
    },
    { type: 'message_stop' },
  ]);
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(response.headers.get('request-id')).toMatch(/^req_011\w{22}$/);
  expect(response.headers.get('anthropic-ratelimit-requests-remaining')).toBe('3999');
});

test('sends the ping, which the SDK hides, as third event', () => {
  expect(richMessage.events.slice(0, 4).map(({ type }) => type)).toEqual([
    'message_start',
    'content_block_start',
    'ping',
    'content_block_delta',
  ]);
});

test('is the same message streamed, plain, and cut to single bytes', async () => {
  provider.replyWith(respondLikeAnthropic(richMessage, { chunkBytes: 1 }));
  const plain = await client.messages.create(params);
  const streamed = await client.messages.stream(params).finalMessage();
  provider.replyWith(respondLikeAnthropic(richMessage));
  const whole = await client.messages.stream(params).finalMessage();
  expect(plain).toEqual(richMessage.body);
  expect(streamed).toEqual({ ...richMessage.body, parsed_output: null });
  expect(whole).toEqual(streamed);
  expect(provider.requests.map(({ segmentsSent, bytesSent }) => segmentsSent === bytesSent)).toEqual([
    true,
    true,
    false,
  ]);
});

test('is the same beta message streamed and plain, with compaction and context management', async () => {
  const message = anthropicMessage({
    blocks: [{ type: 'compaction', content: 'They spoke of tea.' }],
    stopReason: 'compaction',
    usage: { iterations: [{ type: 'compaction', input_tokens: 54453, output_tokens: 883 }] },
    contextManagement: { applied_edits: [] },
  });
  provider.replyWith(respondLikeAnthropic(message));
  const plain = await client.beta.messages.create(params);
  const streamed = await client.beta.messages.stream(params).finalMessage();
  expect(plain).toEqual(message.body);
  expect(streamed).toEqual({ ...message.body, parsed_output: null });
});

test('sends the input of a tool call as fragments of JSON, the first one empty', async () => {
  const message = anthropicMessage({
    blocks: [{ type: 'tool_use', name: 'get_weather', input: { city: 'Kyoto' } }],
  });
  provider.reply(anthropicReply(message));
  const fragments: string[] = [];
  for await (const event of await client.messages.create({ ...params, stream: true })) {
    if (event.type === 'content_block_delta' && event.delta.type === 'input_json_delta') {
      fragments.push(event.delta.partial_json);
    }
  }
  expect(fragments).toEqual(['', '{"city":"Kyo', 'to"}']);
  expect(message.body).toMatchObject({
    content: [
      { type: 'tool_use', id: expect.stringMatching(/^toolu_01\w{22}$/), caller: { type: 'direct' } },
    ],
    stop_reason: 'tool_use',
  });
});

test('makes the answer from the request where a function is given', async () => {
  provider.replyWith(
    respondLikeAnthropic((request) =>
      anthropicMessage({ model: `${String(request.body['model'])}-20250929` }),
    ),
  );
  const first = await client.messages.create(params);
  const second = await client.messages.create(params);
  expect(first.model).toBe('claude-sonnet-4-6-20250929');
  expect(first._request_id).not.toBe(second._request_id);
});

test.each([
  ['a path that is not served', '/v1/messages/count_tokens', params, 404, 'not_found_error', 'Not found'],
  [
    'a field left out',
    '/v1/messages',
    { model: 'x' },
    400,
    'invalid_request_error',
    'max_tokens: Field required',
  ],
])('answers %s in the error shape of the API', async (_, path, body, status, type, message) => {
  provider.replyWith(respondLikeAnthropic(richMessage));
  const response = await fetch(provider.url + path, { method: 'POST', body: JSON.stringify(body) });
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({
    type: 'error',
    error: { type, message },
    request_id: response.headers.get('request-id'),
  });
});
