import Anthropic from '@anthropic-ai/sdk';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { startFakeProvider } from '../fake-provider.ts';
import type { FakeProvider } from '../fake-provider.ts';
import {
  dropAfterEvents,
  malformedAfterEvents,
  pauseAfterEvents,
  slowEvents,
  stallAfterEvents,
  truncateAfterEvents,
} from '../stream-faults.ts';
import type { StreamFault } from '../stream-faults.ts';
import {
  apiError,
  authenticationError,
  errorEventAfterEvents,
  overloadedError,
  rateLimitError,
} from './anthropic-errors.ts';
import { anthropicMessage } from './anthropic-message.ts';
import { anthropicReply, respondLikeAnthropic } from './anthropic-reply.ts';

let provider: FakeProvider;
let client: Anthropic;
beforeEach(async () => {
  provider = await startFakeProvider();
  client = new Anthropic({ apiKey: 'fake', baseURL: provider.url, maxRetries: 0, logLevel: 'off' });
});
afterEach(() => provider.close());

const params = {
  model: 'claude-sonnet-4-6',
  max_tokens: 100,
  messages: [{ role: 'user' as const, content: 'Hello?' }],
};
const message = anthropicMessage({ blocks: [{ type: 'text', text: ['one ', 'two ', 'three ', 'four'] }] });

interface Reading {
  readonly seen: string[];
  readonly error: unknown;
}

/** Reads a stream with these faults to its end, whatever end that is. */
async function readStream(...faults: StreamFault[]): Promise<Reading> {
  provider.reply(anthropicReply(message, { faults }));
  const seen: string[] = [];
  try {
    for await (const event of await client.messages.create({ ...params, stream: true }))
      seen.push(event.type);
    return { seen, error: undefined };
  } catch (error) {
    return { seen, error };
  }
}

const firstThree = ['message_start', 'content_block_start', 'content_block_delta'];

test('429 is retried after its retry-after-ms, then answered', async () => {
  provider.reply(rateLimitError({ retryAfterMs: 1 }));
  provider.replyWith(respondLikeAnthropic(message));
  const answer = await client.messages.create(params, { maxRetries: 1 });
  expect(answer).toEqual(message.body);
  expect(provider.requests.map(({ headers }) => headers['x-stainless-retry-count'])).toEqual(['0', '1']);
});

test('429 has Retry-After and the spent rate limit', async () => {
  provider.reply(rateLimitError({ retryAfter: 7 }));
  const error = await client.messages.create(params).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(Anthropic.RateLimitError);
  const { headers, requestID, error: body } = error as InstanceType<typeof Anthropic.RateLimitError>;
  expect(headers.get('retry-after')).toBe('7');
  expect(headers.get('anthropic-ratelimit-requests-remaining')).toBe('0');
  expect(body).toMatchObject({ type: 'error', error: { type: 'rate_limit_error' }, request_id: requestID });
});

test.each([
  ['529', overloadedError(), 'OverloadedError', 529, 'overloaded_error', 'Overloaded'],
  ['500', apiError(), 'InternalServerError', 500, 'api_error', 'Internal server error'],
  [
    '401',
    authenticationError('sk-ant-secret'),
    'AuthenticationError',
    401,
    'authentication_error',
    'sk-ant-secret',
  ],
])('%s becomes the SDK error of that name', async (_, reply, name, status, type, text) => {
  provider.reply(reply);
  const error = await client.messages.create(params).catch((error: unknown) => error);
  expect((error as Error).constructor.name).toBe(name);
  expect(error).toMatchObject({ status, type, message: expect.stringContaining(text) });
});

test('an error event in the stream becomes an APIError of its type', async () => {
  const { seen, error } = await readStream(errorEventAfterEvents(4));
  expect(seen).toEqual(firstThree);
  expect(error).toBeInstanceOf(Anthropic.APIError);
  expect(error).toMatchObject({ type: 'overloaded_error', status: undefined });
});

test('a dropped connection becomes TypeError: terminated, after the events sent before', async () => {
  const { seen, error } = await readStream(dropAfterEvents(4));
  expect(seen).toEqual(firstThree);
  expect(error).toBeInstanceOf(TypeError);
  expect((error as Error).message).toBe('terminated');
  expect(await provider.requests[0]?.closed).toBe('dropped');
});

test('a truncated stream ends without an error', async () => {
  const { seen, error } = await readStream(truncateAfterEvents(4));
  expect(seen).toEqual(firstThree);
  expect(error).toBeUndefined();
  expect(await provider.requests[0]?.closed).toBe('finished');
});

test('malformed JSON becomes a SyntaxError', async () => {
  const { seen, error } = await readStream(malformedAfterEvents(4));
  expect(seen).toEqual(firstThree);
  expect(error).toBeInstanceOf(SyntaxError);
});

test('a slow stream says the same', async () => {
  const { seen, error } = await readStream(slowEvents(1));
  expect(seen).toHaveLength(message.events.length - 1);
  expect(error).toBeUndefined();
});

test('a break of the reader is seen as cancelled', async () => {
  provider.reply(anthropicReply(message, { faults: [stallAfterEvents(5)] }));
  let events = 0;
  for await (const _ of await client.messages.create({ ...params, stream: true })) {
    events += 1;
    if (events === 3) break;
  }
  expect(await provider.requests[0]?.closed).toBe('cancelled');
  expect(provider.requests[0]?.stepsSent).toBe(5);
});

test('an abort of a stalled stream is seen as cancelled', async () => {
  provider.reply(anthropicReply(message, { faults: [stallAfterEvents(4)] }));
  const abort = new AbortController();
  const stream = await client.messages.create({ ...params, stream: true }, { signal: abort.signal });
  const seen: string[] = [];
  for await (const event of stream) {
    seen.push(event.type);
    if (seen.length === 3) abort.abort();
  }
  expect(seen).toEqual(firstThree);
  expect(await provider.requests[0]?.closed).toBe('cancelled');
});

test('faults combine: the connection drops when the test opens the gate', async () => {
  const gate = Promise.withResolvers<void>();
  provider.reply(
    anthropicReply(message, { faults: [pauseAfterEvents(4, gate.promise), dropAfterEvents(4)] }),
  );
  const stream = await client.messages.create({ ...params, stream: true });
  const seen: string[] = [];
  const reading = (async () => {
    for await (const event of stream) {
      seen.push(event.type);
      if (seen.length === 3) gate.resolve();
    }
  })();
  await expect(reading).rejects.toThrow('terminated');
  expect(seen).toEqual(firstThree);
});
