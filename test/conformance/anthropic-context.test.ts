import { getEventListeners } from 'node:events';
import Anthropic from '@anthropic-ai/sdk';
import { APIPromise } from '@anthropic-ai/sdk/core/api-promise';
import { Stream } from '@anthropic-ai/sdk/core/streaming';
import { context, createContextKey, trace } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { AlwaysOffSampler } from '@opentelemetry/sdk-trace-node';
import { countOpenOperations } from '@tokenspan/core';
import { anthropicMessage, anthropicReply, headerValues, startFakeProvider } from '@tokenspan/fake-provider';
import type { FakeProvider } from '@tokenspan/fake-provider';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTracing } from '../support/tracing.ts';
import type { Tracing } from '../support/tracing.ts';
import { replies } from './anthropic-fixture.ts';

const parameters = {
  model: 'claude-sonnet-4-5',
  max_tokens: 64,
  messages: [{ role: 'user' as const, content: 'Hello' }],
};
const streamed = { ...parameters, stream: true as const };

let tracing: Tracing;
let provider: FakeProvider;
let client: Anthropic;
const instrumentations: { disable(): void }[] = [];

function register(
  instrumentation: AnthropicInstrumentation = new AnthropicInstrumentation(),
): AnthropicInstrumentation {
  instrumentations.push(instrumentation);
  instrumentation.instrument(Anthropic);
  return instrumentation;
}

beforeEach(async () => {
  tracing = startTracing();
  provider = await startFakeProvider();
  client = new Anthropic({ baseURL: provider.url, apiKey: 'sk-ant-test-key' });
});
afterEach(async () => {
  for (const instrumentation of instrumentations.splice(0)) instrumentation.disable();
  await provider.close();
  await tracing[Symbol.asyncDispose]();
});

async function readAll(events: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of events) count++;
  return count;
}

it('puts the span of a call below the active one, and HTTP spans below the span of the call', async () => {
  const undici = new UndiciInstrumentation();
  undici.setTracerProvider(tracing.provider);
  instrumentations.push(undici);
  register();
  provider.reply(replies.rateLimit(), replies.stream());
  const tracer = trace.getTracer('program');
  await tracer.startActiveSpan('task', async (task) => {
    await readAll(await client.messages.create(streamed, { maxRetries: 1 }));
    task.end();
  });
  const [call] = tracing.llmSpans();
  const task = tracing.spans().find((span) => span.name === 'task');
  const attempts = tracing.spans().filter((span) => span.instrumentationScope.name.includes('undici'));
  expect(call?.parentSpanContext?.spanId).toBe(task?.spanContext().spanId);
  expect(attempts.map((span) => span.parentSpanContext?.spanId)).toEqual(
    Array(2).fill(call?.spanContext().spanId),
  );
  for (const request of provider.requests) expect(headerValues(request, 'traceparent')).toHaveLength(1);
});

it("leaves the caller's context active in the loop body and after", async () => {
  register();
  provider.reply(replies.stream());
  const key = createContextKey('caller');
  await context.with(context.active().setValue(key, 'mine'), async () => {
    const stream = await client.messages.create(streamed);
    for await (const _ of stream) {
      expect(context.active().getValue(key)).toBe('mine');
      expect(trace.getActiveSpan()).toBeUndefined();
    }
    expect(trace.getActiveSpan()).toBeUndefined();
  });
});

it('keeps twenty streams that are read by turns apart', async () => {
  register();
  const counts = Array.from({ length: 20 }, (_, index) => index + 1);
  provider.replyWith((request) => {
    const output = Number(request.body['max_tokens']);
    return anthropicReply(
      anthropicMessage({ blocks: ['x'.repeat(output)], usage: { output_tokens: output } }),
    );
  });
  const streams = await Promise.all(
    counts.map((count) =>
      client.messages.create({ ...streamed, model: `model-${count}`, max_tokens: count }),
    ),
  );
  const iterators = streams.map((stream) => stream[Symbol.asyncIterator]());
  for (let open = iterators; open.length > 0;) {
    const results = await Promise.all(open.map((iterator) => iterator.next()));
    open = open.filter((_, index) => !results[index]?.done);
  }
  const seen = tracing
    .llmSpans()
    .map(({ attributes }) => [attributes['gen_ai.request.model'], attributes['gen_ai.usage.output_tokens']]);
  expect(new Map(seen as [string, number][])).toEqual(
    new Map(counts.map((count) => [`model-${count}`, count])),
  );
});

it('makes one span when it is registered twice, and after the second was taken away', async () => {
  register();
  const second = register();
  provider.reply(replies.stream(), replies.stream());
  await readAll(await client.messages.create(streamed));
  expect(tracing.spans()).toHaveLength(1);
  second.disable();
  await readAll(await client.messages.create(streamed));
  expect(tracing.spans()).toHaveLength(2);
});

it('makes one span when another copy of the packages is registered too', async () => {
  register();
  const copy = new URL('../../packages/instrumentation-anthropic/dist/index.js', import.meta.url).href;
  const { AnthropicInstrumentation: Copy } = (await import(copy)) as {
    AnthropicInstrumentation: typeof AnthropicInstrumentation;
  };
  expect(Copy).not.toBe(AnthropicInstrumentation);
  register(new Copy());
  provider.reply(replies.stream());
  await readAll(await client.messages.create(streamed));
  expect(tracing.spans()).toHaveLength(1);
});

it('lets an open stream settle after disable(), and starts nothing until enable()', async () => {
  const original = Anthropic.Messages.prototype.create;
  const instrumentation = register();
  provider.reply(replies.stream(), replies.stream(), replies.stream());
  const open = await client.messages.create(streamed);
  const detached = client.messages.create.bind(client.messages);
  instrumentation.disable();
  expect(Anthropic.Messages.prototype.create).toBe(original);
  await readAll(await detached(streamed));
  expect(
    tracing.llmSpans().filter((span) => span.instrumentationScope.name.startsWith('@tokenspan')),
  ).toEqual([]);
  tracing.clear();
  await readAll(open);
  expect(tracing.spans().map((span) => span.attributes['tokenspan.stream.outcome'])).toEqual(['completed']);
  instrumentation.enable();
  await readAll(await client.messages.create(streamed));
  expect(tracing.spans()).toHaveLength(2);
});

it('makes no span that is not sampled, and lets nothing below it be sampled', async () => {
  await tracing[Symbol.asyncDispose]();
  tracing = startTracing({ sampler: new AlwaysOffSampler() });
  const undici = new UndiciInstrumentation();
  instrumentations.push(undici);
  register();
  provider.reply(replies.stream());
  expect(await readAll(await client.messages.create(streamed))).toBeGreaterThan(5);
  expect(tracing.spans()).toEqual([]);
  const [traceparent] = headerValues(await provider.waitForRequest(), 'traceparent');
  expect(traceparent).toMatch(/-00$/);
});

it('makes no span while tracing is suppressed', async () => {
  register();
  provider.reply(replies.stream());
  await context.with(suppressTracing(context.active()), async () =>
    readAll(await client.messages.create(streamed)),
  );
  expect(tracing.spans()).toEqual([]);
  expect(countOpenOperations()).toBe(0);
});

it('returns what the SDK returns when no provider is registered at all', async () => {
  await tracing[Symbol.asyncDispose]();
  const bare = await bareStream();
  register();
  provider.reply(replies.stream());
  const stream = await client.messages.create(streamed);
  // Nothing listens, so nothing was put before the iterator of the SDK.
  expect(readIterator(stream).toString()).toBe(readIterator(bare).toString());
  await readAll(stream);
  expect(countOpenOperations()).toBe(0);
  tracing = startTracing();
});

function readIterator(stream: unknown): () => unknown {
  return (stream as { iterator: () => unknown }).iterator;
}

async function bareStream(): Promise<unknown> {
  provider.reply(replies.stream());
  const stream = await client.messages.create(streamed);
  await readAll(stream);
  return stream;
}

it.each([[], [{ guard: () => Promise.resolve() }]])(
  "leaves no listener on a caller's long-lived signal: hooks %j",
  async (...hooks) => {
    register(new AnthropicInstrumentation({ hooks }));
    const { signal } = new AbortController();
    provider.replyWith(() => replies.stream());
    for (let call = 0; call < 5; call++) {
      const stream = await client.messages.create(streamed, { signal });
      if (call % 2) await readAll(stream);
      else for await (const _ of stream) break;
    }
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  },
);

it('works with parameters and options that are frozen, and changes neither', async () => {
  register(new AnthropicInstrumentation({ hooks: [{ guard: () => {} }] }));
  provider.reply(replies.plain());
  const frozen = Object.freeze({
    ...parameters,
    messages: Object.freeze([Object.freeze(parameters.messages[0])]),
  });
  const options = Object.freeze({ maxRetries: 0, headers: Object.freeze({ 'x-mine': '1' }) });
  await client.messages.create(frozen as unknown as typeof parameters, options);
  expect(provider.requests[0]?.body).toEqual(parameters);
  expect(provider.requests[0]?.headers['x-mine']).toBe('1');
});

it('keeps the method as the SDK made it: name, length, not enumerable', () => {
  const before = Object.getOwnPropertyDescriptor(Anthropic.Messages.prototype, 'create');
  register();
  const after = Object.getOwnPropertyDescriptor(Anthropic.Messages.prototype, 'create');
  const describe = (descriptor?: PropertyDescriptor): unknown => [
    { ...descriptor, value: undefined },
    descriptor?.value.name,
    descriptor?.value.length,
  ];
  expect(describe(after)).toEqual(describe(before));
  expect(after?.value).not.toBe(before?.value);
});

it("returns the SDK's own promise and stream, which keep their classes", async () => {
  register();
  provider.reply(replies.stream());
  const promise = client.messages.create(streamed);
  expect(promise).toBeInstanceOf(APIPromise);
  const stream = await promise;
  expect(stream).toBeInstanceOf(Stream);
  expect(Object.getPrototypeOf(stream)).toBe(Stream.prototype);
  await readAll(stream);
});

it("adds no property that shows to the SDK's promise or stream", async () => {
  provider.replyWith(() => replies.stream());
  const bare = client.messages.create(streamed);
  const bareKeys = [Object.keys(bare), Object.keys(await bare)];
  register();
  const watched = client.messages.create(streamed);
  expect([Object.keys(watched), Object.keys(await watched)]).toEqual(bareKeys);
  await readAll(await bare);
  await readAll(await watched);
});

it.each(['replace', 'keep'] as const)(
  'makes one LLM span beside the tracing of the SDK: nativeTracing %s',
  async (nativeTracing) => {
    const settled: string[] = [];
    const instrumentation = register(
      new AnthropicInstrumentation({
        nativeTracing,
        hooks: [{ settled: (_, __, outcome) => void settled.push(outcome) }],
      }),
    );
    instrumentation.setMeterProvider((await import('@opentelemetry/api')).metrics.getMeterProvider());
    provider.replyWith((request) => (request.body['stream'] ? replies.stream() : replies.plain()));
    await client.messages.create(parameters);
    await readAll(await client.messages.create(streamed));
    await client.messages.stream(parameters).finalMessage();
    await client.beta.messages.stream(parameters).finalMessage();
    const scopes = new Set(tracing.spans().map((span) => span.instrumentationScope.name));
    const ours = '@tokenspan/instrumentation-anthropic';
    expect([...scopes]).toEqual([nativeTracing === 'keep' ? 'com.anthropic.sdk.typescript' : ours]);
    expect(tracing.llmSpans()).toHaveLength(4);
    expect(settled).toEqual(Array(4).fill('completed'));
    expect([...(await tracing.readMetrics()).keys()]).toContain('gen_ai.client.token.usage');
  },
);
