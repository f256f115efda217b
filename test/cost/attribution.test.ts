import type Anthropic from '@anthropic-ai/sdk';
import { profile, stats, toDollars, trackCosts } from '@tokenspan/cost';
import {
  anthropicMessage,
  anthropicReply,
  respondLikeAnthropic,
  truncateAfterEvents,
} from '@tokenspan/fake-provider';
import type { ReceivedRequest } from '@tokenspan/fake-provider';
import { describe, expect, test } from 'vitest';
import { ask, startCosts, startTracedCosts } from './cost-fixture.ts';
import type { CostFixture } from './cost-fixture.ts';

const FUNCTIONS = 20;
const CALLS = 10;

/** The prompt says which call it is; the answer has a token count that no other call has. */
function countFor(request: ReceivedRequest): { usage: { input_tokens: number; output_tokens: number } } {
  const [message] = request.body['messages'] as { content: string }[];
  const number = Number(message?.content);
  return { usage: { input_tokens: 1000 + number, output_tokens: 1 + number } };
}

/** 20 functions with 10 calls each, plain and streamed by turns, all at once. */
async function runInterleaved(client: Anthropic): Promise<void> {
  const functions = Array.from({ length: FUNCTIONS }, (_, index) =>
    profile(`function-${index}`, async () => {
      await Promise.all(
        Array.from({ length: CALLS }, async (_call, call) => {
          const params = ask(String(index * CALLS + call));
          if (call % 2 === 0) {
            await client.messages.create(params);
            return;
          }
          const stream = await client.messages.create({ ...params, stream: true });
          for await (const _event of stream) await Promise.resolve();
        }),
      );
    }),
  );
  await Promise.all(functions.map((run) => run()));
}

function expectInterleaved({ calls }: CostFixture): void {
  const { byFunction, ...all } = stats();
  const numbers = Array.from({ length: FUNCTIONS * CALLS }, (_, number) => number);
  const sum = (of: readonly number[], count: (number: number) => number): number =>
    of.reduce((total, number) => total + count(number), 0);
  const input = (number: number): number => 1000 + number;
  const output = (number: number): number => 1 + number;
  for (let index = 0; index < FUNCTIONS; index++) {
    const own = numbers.slice(index * CALLS, (index + 1) * CALLS);
    expect(byFunction[`function-${index}`]).toEqual({
      calls: CALLS,
      inputTokens: sum(own, input),
      outputTokens: sum(own, output),
      cost: (sum(own, input) * 2 + sum(own, output) * 10) / 1e6,
      unpricedCalls: 0,
      estimatedCalls: 0,
    });
  }
  expect(Object.keys(byFunction)).toHaveLength(FUNCTIONS);
  expect(all).toMatchObject({
    calls: 200,
    inputTokens: sum(numbers, input),
    outputTokens: sum(numbers, output),
    cost: (sum(numbers, input) * 2 + sum(numbers, output) * 10) / 1e6,
  });
  const exact = calls.reduce((total, call) => total + (call.cost?.total ?? 0n), 0n);
  expect(toDollars(exact)).toBe(all.cost);
}

describe('200 interleaved calls in 20 functions: every token at its function, and the sums equal the total', () => {
  test('with no OpenTelemetry SDK registered', async () => {
    const fixture = await startCosts({ answer: countFor });
    await runInterleaved(fixture.client);
    expectInterleaved(fixture);
  });

  test('with one: spans, wrapper spans and the metric say the same', async () => {
    const fixture = await startTracedCosts({ answer: countFor });
    await runInterleaved(fixture.client);
    expectInterleaved(fixture);
    const { byFunction, cost } = stats();
    const spans = fixture.tracing.spans();
    for (const [name, { cost: expected, inputTokens }] of Object.entries(byFunction)) {
      const wrapper = spans.find((span) => span.name === name);
      const inside = spans.filter((span) => span.parentSpanContext?.spanId === wrapper?.spanContext().spanId);
      expect(inside).toHaveLength(CALLS);
      expect(inside.every((span) => span.attributes['tokenspan.function.name'] === name)).toBe(true);
      expect(wrapper?.attributes).toMatchObject({
        'tokenspan.rollup.calls': CALLS,
        'tokenspan.rollup.cost.amount': expected,
        'tokenspan.rollup.input_tokens': inputTokens,
      });
    }
    const metric = (await fixture.tracing.readMetrics()).get('tokenspan.cost');
    const total = metric?.dataPoints.reduce((sum, point) => sum + Number(point.value), 0);
    expect(total).toBeCloseTo(cost, 12);
  });
});

const usage = { input_tokens: 1000, output_tokens: 100 };
// 1,000 x 2 + 100 x 10 = 3,000 millionths.
const COST = 0.003;

test('layers that nest: each sum has each call once, and the function is the innermost', async () => {
  const { client, tracing } = await startTracedCosts({ answer: { usage } });
  const inner = profile('inner', () => profile('inner', async () => client.messages.create(ask()))());
  const outer = trackCosts({ project: 'p' }, async function outer() {
    await inner();
    await client.messages.create(ask());
  });
  await outer();
  const rollups = tracing
    .spans()
    .filter((span) => 'tokenspan.rollup.calls' in span.attributes)
    .map(({ name, attributes }) => [
      name,
      attributes['tokenspan.rollup.calls'],
      attributes['tokenspan.rollup.cost.amount'],
    ]);
  expect(rollups).toEqual([
    ['inner', 1, COST],
    ['inner', 1, COST],
    ['outer', 2, 2 * COST],
  ]);
  const amounts = tracing.spans().map((span) => Number(span.attributes['tokenspan.cost.amount'] ?? 0));
  expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(2 * COST);
  const { byFunction, byProject, calls } = stats();
  expect([byFunction['inner']?.calls, byFunction['outer']?.calls, byProject['p']?.calls, calls]).toEqual([
    1, 1, 2, 2,
  ]);
  const [deep] = tracing.llmSpans();
  expect(deep?.attributes['tokenspan.function.path']).toEqual(['outer', 'inner', 'inner']);
});

test('the span of a function that returns a stream waits for the stream', async () => {
  const { client, tracing } = await startTracedCosts({ answer: { usage } });
  const open = profile('open', () => client.messages.create({ ...ask(), stream: true }));
  const promise = open();
  // The SDK's own promise, with all that it can do.
  expect(typeof promise.withResponse).toBe('function');
  const stream = await promise;
  expect(tracing.spans().map((span) => span.name)).not.toContain('open');
  for await (const _event of stream) continue;
  const wrapper = tracing.spans().find((span) => span.name === 'open');
  expect(wrapper?.attributes['tokenspan.rollup.cost.amount']).toBe(COST);
});

test('generators: the calls of every step, the sum when the last was taken or it was left', async () => {
  const { client, tracing } = await startTracedCosts({ answer: { usage } });
  const read = profile('read', async function* () {
    for (;;) yield await client.messages.create(ask());
  });
  for await (const message of read()) {
    expect(message.type).toBe('message');
    await client.messages.create(ask());
    if (stats().calls >= 4) break;
  }
  const { byFunction } = stats();
  expect([byFunction['read']?.calls, byFunction['<none>']?.calls]).toEqual([2, 2]);
  const wrapper = tracing.spans().find((span) => span.name === 'read');
  expect(wrapper?.attributes['tokenspan.rollup.calls']).toBe(2);
});

test('a function that throws: its span says so by the class only, and has the sum so far', async () => {
  const { client, tracing } = await startTracedCosts({ answer: { usage } });
  class PaymentError extends Error {}
  const fails = profile('fails', async () => {
    await client.messages.create(ask());
    throw new PaymentError('card 4242');
  });
  await expect(fails()).rejects.toBeInstanceOf(PaymentError);
  const wrapper = tracing.spans().find((span) => span.name === 'fails');
  expect(wrapper?.status).toEqual({ code: 2 });
  expect(wrapper?.attributes).toMatchObject({
    'error.type': 'PaymentError',
    'tokenspan.rollup.cost.amount': COST,
  });
  expect(JSON.stringify(wrapper?.attributes)).not.toContain('4242');
});

test('a sum that lacks calls without a price, or has estimates in it, says so', async () => {
  const { client, tracing } = await startTracedCosts({
    respond: (request) => {
      const message = anthropicMessage({ model: String(request.body['model']), blocks: ['cut off'], usage });
      const cut = request.body['stream'] === true;
      return cut
        ? anthropicReply(message, { faults: [truncateAfterEvents(4)] })
        : respondLikeAnthropic(message)(request);
    },
  });
  const mixed = profile('mixed', async () => {
    await client.messages.create(ask());
    await client.messages.create({ ...ask(), model: 'model-nobody-knows' });
    for await (const _event of await client.messages.create({ ...ask(), stream: true })) continue;
  });
  await mixed();
  const wrapper = tracing.spans().find((span) => span.name === 'mixed');
  expect(wrapper?.attributes).toMatchObject({
    'tokenspan.rollup.calls': 3,
    'tokenspan.rollup.unpriced_calls': 1,
    'tokenspan.rollup.estimated': true,
  });
});
