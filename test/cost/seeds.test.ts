import { settleOpenOperations } from '@tokenspan/core';
import { costHook, PriceBook, profile, resetStats, stats, toDollars, trackCosts } from '@tokenspan/cost';
import {
  anthropicMessage,
  anthropicReply,
  dropAfterEvents,
  openAIChat,
  truncateAfterEvents,
} from '@tokenspan/fake-provider';
import { describe, expect, test } from 'vitest';
import { startOpenAI } from '../openai/openai-fixture.ts';
import { ask, MODEL, startCosts } from './cost-fixture.ts';

/*
 * The defects that were measured in the two originals (llm_toll: T, tokenspy: P), each as a test that fails with them.
 * `docs/seeds.md` has the whole list.
 */

const usage = { input_tokens: 1000, output_tokens: 100 };
// 1,000 x 2 + 100 x 10 = 3,000 millionths.
const COST = 0.003;

describe('P1: every call inside a profiled function is attributed to it', () => {
  test('in an async function, where the original says <unknown>', async () => {
    const { client, calls } = await startCosts({ answer: { usage } });
    const answer = profile(async function answer() {
      await Promise.resolve();
      return client.messages.create(ask());
    });
    await answer();
    expect(calls.map(({ functionName, cost }) => [functionName, cost && toDollars(cost.total)])).toEqual([
      ['answer', COST],
    ]);
  });

  test('with two at once, where the original gives both to the one that ends first', async () => {
    const { client } = await startCosts({ answer: { usage } });
    const gate = Promise.withResolvers<void>();
    const fast = profile('fast', async () => {
      await client.messages.create(ask());
      gate.resolve();
    });
    const slow = profile('slow', async () => {
      await gate.promise;
      await client.messages.create(ask());
    });
    await Promise.all([slow(), fast()]);
    const { byFunction } = stats();
    expect([byFunction['fast']?.calls, byFunction['slow']?.calls]).toEqual([1, 1]);
  });
});

test("P2: a stream of OpenAI without stream_options: exact tokens, and the seed's own loop does not break", async () => {
  const prices = new PriceBook();
  prices.registerModel('gpt-4o', { input: 2, output: 10 });
  const costs = costHook({ prices });
  await costs.ready();
  resetStats();
  const answer = openAIChat({
    model: 'gpt-4o',
    choices: ['Hi there'],
    usage: { prompt_tokens: 1000, completion_tokens: 100 },
  });
  const { clientOf } = await startOpenAI(answer, { config: { hooks: [costs] } });
  const params = {
    model: 'gpt-4o',
    messages: [{ role: 'user' as const, content: 'hello' }],
    stream: true as const,
  };
  const before = structuredClone(params);
  let text = '';
  for await (const chunk of await clientOf('https://api.openai.com/v1').chat.completions.create(params)) {
    text += chunk.choices[0]!.delta.content ?? '';
  }
  expect(text).toBe('Hi there');
  expect(params).toEqual(before);
  expect(stats()).toMatchObject({ cost: COST, inputTokens: 1000, outputTokens: 100, estimatedCalls: 0 });
});

describe('P3: messages.stream() is costed', () => {
  test.each(['for await', 'text listener', 'finalMessage'])('read by %s', async (way) => {
    const { client } = await startCosts({ answer: { usage, blocks: ['a haiku'] } });
    const haiku = profile('haiku', async () => {
      const stream = client.messages.stream(ask());
      if (way === 'text listener') {
        const texts: string[] = [];
        stream.on('text', (text) => texts.push(text));
        await stream.done();
        expect(texts.join('')).toBe('a haiku');
      } else if (way === 'finalMessage') {
        expect((await stream.finalMessage()).usage.output_tokens).toBe(100);
      } else {
        for await (const event of stream) expect(event.type).toBeTypeOf('string');
      }
    });
    await haiku();
    expect(stats()).toMatchObject({
      calls: 1,
      cost: COST,
      byFunction: { haiku: { cost: COST, inputTokens: 1000 } },
    });
  });
});

describe('P6, T10, T16: a stream is recorded on every exit, where the original has 0 records', () => {
  const long = anthropicMessage({
    model: MODEL,
    blocks: [{ type: 'text', text: ['x'.repeat(40), 'y'.repeat(40)] }],
    usage,
  });

  test('an early break', async () => {
    const { client, calls } = await startCosts({ respond: () => anthropicReply(long) });
    for await (const event of await client.messages.create({ ...ask(), stream: true })) {
      if (event.type === 'content_block_delta') break;
    }
    // 40 bytes / 4 = 10 tokens: 1,000 x 2 + 10 x 10 = 2,100 millionths.
    expect(calls).toMatchObject([
      { outcome: 'cancelled', inputTokens: 1000, outputTokens: 10, estimated: true },
    ]);
    expect(stats().cost).toBe(0.0021);
  });

  test('an error in the middle', async () => {
    const { client, calls } = await startCosts({
      respond: () => anthropicReply(long, { faults: [dropAfterEvents(4)] }),
    });
    const read = async (): Promise<void> => {
      for await (const _event of await client.messages.create({ ...ask(), stream: true })) continue;
    };
    await expect(read()).rejects.toThrow(Error);
    expect(calls).toMatchObject([
      { outcome: 'failed', inputTokens: 1000, outputTokens: 10, estimated: true },
    ]);
    expect(stats()).toMatchObject({ calls: 1, cost: 0.0021 });
  });

  test('stats has a stream when it has ended, not before', async () => {
    const { client } = await startCosts({ respond: () => anthropicReply(long) });
    const stream = await client.messages.create({ ...ask(), stream: true });
    expect(stats().calls).toBe(0);
    for await (const _event of stream) continue;
    expect(stats()).toMatchObject({ calls: 1, cost: COST });
  });
});

test('T5: a break costs what was written, thinking and tool calls too, and the placeholder of message_start counts for nothing', async () => {
  const message = anthropicMessage({
    model: MODEL,
    blocks: [
      { type: 'thinking', thinking: ['t'.repeat(80)] },
      { type: 'tool_use', name: 'f', input: { a: 'u'.repeat(72) } },
      'never sent',
    ],
    usage: { ...usage, cache_read_input_tokens: 500 },
    startUsage: { output_tokens: 66 },
  });
  const { client, calls } = await startCosts({
    respond: () => anthropicReply(message, { faults: [truncateAfterEvents(16)] }),
  });
  for await (const _event of await client.messages.create({ ...ask(), stream: true })) continue;
  const [call] = calls;
  expect(call).toMatchObject({ inputTokens: 1500, estimated: true, usage: { cacheReadTokens: 500 } });
  // 80 bytes of thinking, 80 of the tool's arguments: 160 / 4 = 40 tokens.
  expect(call?.outputTokens).toBe(40);
  expect(call?.usage).not.toHaveProperty('outputTokens');
});

describe('T28, P36: prices', () => {
  const time = new Date('2026-11-01T00:00:00Z');
  const find = (book: PriceBook, model: string): unknown =>
    book.find({ provider: 'openai', model, time })?.rates.input;

  test('o3 is never o3-mini, nor is o3000 o3, nor gpt anything', async () => {
    const book = new PriceBook();
    await book.load();
    expect([find(book, 'o3'), find(book, 'o3-mini'), find(book, 'o3000'), find(book, 'gpt')]).toEqual([
      2,
      1.1,
      undefined,
      undefined,
    ]);
  });

  test('what is unknown has no cost, where both originals say 0 USD', async () => {
    const { client, calls } = await startCosts({ answer: { model: 'claude-nowhere-8', usage } });
    await client.messages.create({ ...ask(), model: 'claude-nowhere-8' });
    expect(calls[0]).not.toHaveProperty('cost');
    expect(stats()).toMatchObject({ unpricedCalls: 1 });
  });

  test('a price below 0 is refused by name', () => {
    expect(() => new PriceBook().registerModel('m', { input: -1 })).toThrow(
      /registerModel\("m"\): rate "input"/,
    );
  });

  test('local models are free, as the original has it', () => {
    const free = new PriceBook().find({ provider: 'openai', model: 'llama.cpp/any', time });
    expect(free?.rates).toEqual({ input: 0, output: 0 });
  });
});

describe('T39, T2: what the original does not see', () => {
  test("its own documentation's example: a generator that yields text", async () => {
    const { client, calls } = await startCosts({
      answer: { usage, blocks: [{ type: 'text', text: ['Hello', ' world'] }] },
    });
    const speak = trackCosts({ project: 'my_app' }, async function* speak(text: string) {
      for await (const event of client.messages.stream(ask(text))) {
        if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') yield event.delta.text;
      }
    });
    let heard = '';
    for await (const text of speak('hello')) heard += text;
    expect(heard).toBe('Hello world');
    expect(calls).toMatchObject([
      { project: 'my_app', functionName: 'speak', inputTokens: 1000, outputTokens: 100 },
    ]);
  });

  test("an async function that returns the SDK's own stream", async () => {
    const { client } = await startCosts({ answer: { usage } });
    const open = trackCosts({ project: 'p' }, async () => client.messages.create({ ...ask(), stream: true }));
    const stream = await open();
    expect(stream.controller).toBeInstanceOf(AbortController);
    for await (const _event of stream) continue;
    expect(stats().byProject['p']).toMatchObject({ calls: 1, cost: COST });
  });

  test('a stream that nobody reads', async () => {
    const { client, calls } = await startCosts({ answer: { usage } });
    const open = profile('open', () => client.messages.create({ ...ask('hello'), stream: true }));
    const stream = await open();
    settleOpenOperations();
    expect(stream.controller).toBeInstanceOf(AbortController);
    // "hello" is 5 bytes, the role 4, of a family that is not known: 9 / 4 = 3 tokens.
    expect(calls).toMatchObject([
      { functionName: 'open', outcome: 'abandoned', inputTokens: 3, estimated: true },
    ]);
  });
});

test('T22: a call is always recorded, whoever else refuses it afterwards', async () => {
  const { client } = await startCosts({ answer: { usage } });
  const strict = trackCosts({ project: 'strict' }, async () => {
    await client.messages.create(ask());
    throw new Error('over budget');
  });
  await expect(strict()).rejects.toThrow('over budget');
  expect(stats().byProject['strict']).toMatchObject({ calls: 1, cost: COST });
});
