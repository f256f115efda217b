import type { Operation } from '@tokenspan/core';
import {
  costHook,
  defaultPriceBook,
  PriceBook,
  profile,
  resetStats,
  stats,
  toDollars,
  trackCosts,
  withSession,
} from '@tokenspan/cost';
import type { PriceSource } from '@tokenspan/cost';
import {
  anthropicMessage,
  anthropicReply,
  rateLimitError,
  truncateAfterEvents,
} from '@tokenspan/fake-provider';
import { SamplingDecision } from '@opentelemetry/sdk-trace-node';
import { expect, onTestFinished, test } from 'vitest';
import { startTracing } from '../support/tracing.ts';
import { ask, MODEL, startCosts, startTracedCosts } from './cost-fixture.ts';

const usage = { input_tokens: 1000, output_tokens: 100, cache_read_input_tokens: 500 };

test('a span bears its cost, the parts, the price and its day', async () => {
  const { client, tracing } = await startTracedCosts({
    answer: { model: 'claude-haiku-4-5-20251001', usage },
  });
  await client.messages.create(ask());
  const [span] = await tracing.waitForLlmSpans(1);
  // Haiku 4.5: 1 in, 0.1 read, 5 out. 1,000 x 1 + 500 x 0.1 + 100 x 5 = 1,000 + 50 + 500 = 1,550 millionths.
  expect(span?.attributes).toMatchObject({
    'tokenspan.cost.amount': 0.00155,
    'tokenspan.cost.input': 0.001,
    'tokenspan.cost.cache_read': 0.00005,
    'tokenspan.cost.output': 0.0005,
    'tokenspan.cost.currency': 'USD',
    'tokenspan.cost.source': 'local',
    'tokenspan.cost.price.id': 'anthropic/claude-haiku-4-5',
    'tokenspan.cost.price.source': 'genai-prices',
    'tokenspan.cost.price.date': '2026-09-23',
    'tokenspan.project.name': 'default',
  });
  const absent = [
    'tokenspan.cost.estimated',
    'tokenspan.cost.cache_write',
    'tokenspan.cost.tools',
    'gen_ai.usage.cost.amount',
  ];
  for (const name of absent) expect(span?.attributes).not.toHaveProperty([name]);
});

test('a stream that was read costs the same as a plain answer; the proposed names are an option', async () => {
  const { client, tracing } = await startTracedCosts({
    answer: { usage },
    hook: { proposedAttributes: true },
  });
  for await (const _event of await client.messages.create({ ...ask(), stream: true })) continue;
  await client.messages.create(ask());
  const spans = await tracing.waitForLlmSpans(2);
  // 1,000 x 2 + 500 x 0.2 + 100 x 10 = 3,100 millionths.
  for (const span of spans) {
    expect(span.attributes).toMatchObject({
      'tokenspan.cost.amount': 0.0031,
      'gen_ai.usage.cost.amount': 0.0031,
      'gen_ai.usage.cost.currency': 'USD',
      'gen_ai.usage.cost.source': 'local',
    });
  }
});

test('geography, speed and tier of the answer are priced, streamed or not', async () => {
  const served = { ...usage, inference_geo: 'us', speed: 'fast' };
  const { client, tracing } = await startTracedCosts({ answer: { model: 'claude-opus-4-6', usage: served } });
  await client.messages.create(ask());
  for await (const _event of await client.messages.create({ ...ask(), stream: true })) continue;
  const spans = await tracing.waitForLlmSpans(2);
  // Opus 4.6: 5 in, 0.5 read, 25 out, 6 times for fast, 1.1 for us. (5,000 + 250 + 2,500) x 6.6 = 51,150 millionths.
  for (const span of spans) {
    expect(span.attributes['tokenspan.cost.amount']).toBe(0.05115);
    expect(span.attributes['tokenspan.cost.price.id']).toMatch(/^anthropic\/claude-opus-4-6.*\+us\+fast$/);
  }
});

test('an unknown model has no cost, and one warning that names it and registerModel', async () => {
  const { client, tracing, prices, warnings } = await startTracedCosts({
    answer: { model: 'claude-nowhere-9', usage },
  });
  const params = { ...ask(), model: 'claude-nowhere-9' };
  await client.messages.create(params);
  await client.messages.create(params);
  const spans = await tracing.waitForLlmSpans(2);
  for (const span of spans) expect(span.attributes).not.toHaveProperty(['tokenspan.cost.amount']);
  expect(warnings.filter((warning) => warning.includes('price'))).toEqual([
    'tokenspan: no price is known for the model "claude-nowhere-9" of anthropic, so that its calls have no cost; give it one ' +
      'with registerModel("claude-nowhere-9", { input, output }), in USD per million tokens',
  ]);
  expect(stats()).toMatchObject({ cost: 0, calls: 2, unpricedCalls: 2, inputTokens: 3000 });
  prices.registerModel('claude-nowhere-9', { input: 1, output: 1 });
  await client.messages.create(params);
  // (1,500 + 100) x 1 = 1,600 millionths: cached input has the rate of input where there is no other.
  expect(stats().cost).toBe(0.0016);
});

test('a cut stream: the input as reported, the output estimated, both marked, with one warning', async () => {
  const message = anthropicMessage({
    model: MODEL,
    blocks: [{ type: 'text', text: ['x'.repeat(400), 'never sent'] }],
    usage,
  });
  const { client, tracing, calls, warnings } = await startTracedCosts({
    respond: () => anthropicReply(message, { faults: [truncateAfterEvents(4)] }),
  });
  for (let call = 0; call < 2; call++) {
    for await (const _event of await client.messages.create({ ...ask(), stream: true })) continue;
  }
  const [span] = await tracing.waitForLlmSpans(2);
  // 400 bytes / 4 = 100 tokens. 1,000 x 2 + 500 x 0.2 + 100 x 10 = 3,100 millionths.
  expect(span?.attributes).toMatchObject({
    'tokenspan.cost.amount': 0.0031,
    'tokenspan.cost.estimated': true,
    'tokenspan.usage.estimated.output_tokens': 100,
    'gen_ai.usage.input_tokens': 1500,
  });
  expect(span?.attributes).not.toHaveProperty(['gen_ai.usage.output_tokens']);
  expect(calls.map(({ estimated, cost }) => [estimated, cost?.estimated])).toEqual([
    [true, true],
    [true, true],
  ]);
  expect(warnings.filter((warning) => warning.includes('estimate')).length).toBeLessThanOrEqual(1);
  expect(stats().estimatedCalls).toBe(2);
});

test('a call that was refused costs nothing and is no unpriced call', async () => {
  const { client, tracing, calls } = await startTracedCosts({ respond: () => rateLimitError() });
  await expect(client.messages.create(ask())).rejects.toThrow(/429/);
  const [span] = await tracing.waitForLlmSpans(1);
  expect(span?.attributes).not.toHaveProperty(['tokenspan.cost.amount']);
  expect(calls).toMatchObject([{ outcome: 'failed', estimated: false }]);
  expect(stats()).toMatchObject({ calls: 1, unpricedCalls: 0, cost: 0 });
});

test('a counter in USD by model, provider, project and function', async () => {
  const { client, tracing } = await startTracedCosts({ answer: { usage } });
  const answer = trackCosts({ project: 'support' }, async function answer() {
    await client.messages.create(ask());
    await client.messages.create(ask());
  });
  await answer();
  await client.messages.create(ask());
  const metric = (await tracing.readMetrics()).get('tokenspan.cost');
  expect(metric?.descriptor.unit).toBe('USD');
  const points = metric?.dataPoints.map(({ attributes, value }) => ({
    ...attributes,
    value: Number(value).toFixed(12),
  }));
  const common = { 'gen_ai.provider.name': 'anthropic', 'gen_ai.request.model': MODEL };
  expect(points).toEqual([
    {
      ...common,
      'tokenspan.project.name': 'support',
      'tokenspan.function.name': 'answer',
      value: '0.006200000000',
    },
    { ...common, 'tokenspan.project.name': 'default', value: '0.003100000000' },
  ]);
});

test('withSession sets the conversation of every call inside', async () => {
  const { client, tracing, calls } = await startTracedCosts();
  await withSession('session-7', async () => {
    await client.messages.create(ask());
    for await (const _event of await client.messages.create({ ...ask(), stream: true })) continue;
  });
  await client.messages.create(ask());
  const ids = (await tracing.waitForLlmSpans(3)).map((span) => span.attributes['gen_ai.conversation.id']);
  expect(ids).toEqual(['session-7', 'session-7', undefined]);
  expect(calls.map((call) => call.sessionId)).toEqual(['session-7', 'session-7', undefined]);
});

test('a sampler sees the conversation, so that it can keep whole ones', async () => {
  const seen: unknown[] = [];
  const tracing = startTracing({
    sampler: {
      shouldSample: (_context, _traceId, _name, _kind, attributes) => {
        seen.push(attributes['gen_ai.conversation.id']);
        return { decision: SamplingDecision.RECORD_AND_SAMPLED };
      },
      toString: () => 'keeps all',
    },
  });
  onTestFinished(() => tracing[Symbol.asyncDispose]());
  const { client } = await startCosts();
  await withSession('session-8', () => client.messages.create(ask()));
  expect(seen).toEqual(['session-8']);
});

test('a call that ends before the price list is there is not held up, and not lost', async () => {
  const list = Promise.withResolvers<void>();
  const source: PriceSource = {
    load: () => list.promise,
    find: () => ({ id: 'late', source: 'test', rates: { input: 2 } }),
  };
  const priced = Promise.withResolvers<void>();
  const costs = costHook({ prices: new PriceBook(source), onCall: () => priced.resolve() });
  resetStats();
  // The hook alone, since the wait for the list is the fixture's first step.
  const request = { operation: 'chat', provider: 'acme', model: 'm', stream: false };
  const attributes: object[] = [];
  const operation = {
    request,
    span: { setAttributes: (set: object) => void attributes.push(set) },
  } as unknown as Operation;
  costs.started?.(operation);
  costs.settled?.(
    operation,
    { finishReasons: ['stop'], outputBytes: 0, usage: { inputTokens: 1000, outputTokens: 0 } },
    'completed',
  );
  expect(attributes).toEqual([{ 'tokenspan.project.name': 'default' }]);
  expect(stats().calls).toBe(0);
  list.resolve();
  await priced.promise;
  expect(stats()).toMatchObject({ calls: 1, cost: 0.002 });
});

test('a throw of onCall reaches nobody, and the function around still ends', async () => {
  const { client, tracing } = await startTracedCosts({
    hook: {
      onCall: () => {
        throw new Error('of the listener');
      },
    },
  });
  const run = profile('run', () => client.messages.create(ask()));
  await expect(run()).resolves.toMatchObject({ type: 'message' });
  await tracing.waitForLlmSpans(1);
  expect(tracing.spans().map((span) => span.name)).toContain('run');
});

test('options that nobody knows or of the wrong type are refused by name', () => {
  expect(() => costHook({ budget: 1 } as object)).toThrow(
    /costHook has no option "budget"; accepted: onCall, prices/,
  );
  expect(() => costHook({ prices: {} as PriceBook })).toThrow(/option "prices" must be a PriceBook/);
  expect(() => costHook({ tokenizer: 'tiktoken' as never })).toThrow(
    /option "tokenizer" must be "gpt-tokenizer"/,
  );
  expect(() => costHook({ onCall: 1 as never })).toThrow(/option "onCall"/);
});

test('the default book is loaded by itself once the process is idle', async () => {
  expect(defaultPriceBook.loaded).toBe(false);
  costHook();
  await expect.poll(() => defaultPriceBook.loaded).toBe(true);
  const { calls, client } = await startCosts({
    hook: { prices: defaultPriceBook.withFallback({ input: 1, output: 1 }) },
  });
  await client.messages.create(ask());
  expect(calls.map(({ cost }) => cost && toDollars(cost.total))).toHaveLength(1);
});
