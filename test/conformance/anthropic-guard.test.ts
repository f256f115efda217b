import Anthropic from '@anthropic-ai/sdk';
import type { OperationHook } from '@tokenspan/core';
import { startFakeProvider } from '@tokenspan/fake-provider';
import type { FakeProvider } from '@tokenspan/fake-provider';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTracing } from '../support/tracing.ts';
import type { Tracing } from '../support/tracing.ts';
import { anthropicVersions } from '../versions/anthropic-versions.ts';
import type { AnthropicClass } from './anthropic-columns.ts';
import { replies } from './anthropic-fixture.ts';

const parameters = {
  model: 'claude-sonnet-4-5',
  max_tokens: 64,
  messages: [{ role: 'user' as const, content: 'Hello' }],
};

class BudgetExceededError extends Error {}
const refusal = new BudgetExceededError('the budget of $5 is spent');

/** A guard that takes 200 ms to answer, and says how many requests the provider had seen by then. */
function slowGuard(provider: () => FakeProvider, refuses: boolean): OperationHook & { seenBefore: number[] } {
  const seenBefore: number[] = [];
  return {
    seenBefore,
    async guard() {
      await new Promise((resolve) => setTimeout(resolve, 200));
      seenBefore.push(provider().requests.length);
      if (refuses) throw refusal;
    },
  };
}

// From 0.134 on the SDK makes spans of its own, which takes part in how a request is sent.
const versions: { version: string; Client: AnthropicClass }[] = [
  ...anthropicVersions.filter(({ version }) => version !== '0.80.0'),
  { version: '1.11.0', Client: Anthropic },
];

describe.each(versions)('a guard, with @anthropic-ai/sdk $version,', ({ Client }) => {
  let tracing: Tracing;
  let provider: FakeProvider;
  let client: Anthropic;
  let instrumentation: AnthropicInstrumentation;

  beforeEach(async () => {
    tracing = startTracing();
    provider = await startFakeProvider();
    client = new Client({ baseURL: provider.url, apiKey: 'sk-ant-test-key' });
  });
  afterEach(async () => {
    instrumentation.disable();
    await provider.close();
    await tracing[Symbol.asyncDispose]();
  });

  function register(...hooks: OperationHook[]): void {
    instrumentation = new AnthropicInstrumentation({ hooks });
    instrumentation.instrument(Client);
  }

  it('that says yes after 200 ms lets the request go then, not before, and changes nothing', async () => {
    const guard = slowGuard(() => provider, false);
    register(guard);
    provider.reply(replies.plain(), replies.stream(), replies.stream());
    const promise = client.messages.create(parameters);
    expect(promise.constructor.name).toBe('APIPromise');
    expect((await promise).usage.output_tokens).toBe(42);
    const { data } = await client.messages.create({ ...parameters, stream: true }).withResponse();
    for await (const event of data) void event;
    expect((await client.messages.stream(parameters).finalMessage()).usage.output_tokens).toBe(42);
    expect(guard.seenBefore).toEqual([0, 1, 2]);
    expect(tracing.llmSpans().map((span) => span.attributes['gen_ai.usage.output_tokens'])).toEqual([
      42, 42, 42,
    ]);
    expect(Object.hasOwn(client, 'post')).toBe(false);
  });

  const ways: [string, () => Promise<unknown>][] = [
    ['await', () => client.messages.create(parameters)],
    ['await of a stream', () => client.messages.create({ ...parameters, stream: true })],
    ['withResponse()', () => client.messages.create({ ...parameters, stream: true }).withResponse()],
    ['asResponse()', () => client.messages.create(parameters).asResponse()],
    ['beta, withResponse()', () => client.beta.messages.create(parameters).withResponse()],
    ['parse()', () => client.messages.parse(parameters)],
  ];
  // 0.36 has no parse().
  const isThere = ([name]: (typeof ways)[number]): boolean =>
    name !== 'parse()' || 'parse' in Client.Messages.prototype;
  it.each(ways.filter(isThere))(
    'that says no rejects %s with its own error object, and nothing is sent',
    async (_, call) => {
      register(slowGuard(() => provider, true));
      const error = await call().then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toBe(refusal);
      expect(provider.requests).toHaveLength(0);
      const [span] = await tracing.waitForLlmSpans(1);
      expect(span?.attributes['error.type']).toBe('BudgetExceededError');
      expect(span?.status.message).toBeUndefined();
    },
  );

  it('that throws at once refuses like one that rejects later: by the promise, never by a throw', async () => {
    register({
      guard() {
        throw refusal;
      },
    });
    const promise = client.messages.create(parameters);
    await expect(promise).rejects.toBe(refusal);
    expect(provider.requests).toHaveLength(0);
  });

  it('whose refusal a helper wraps stays findable as the cause', async () => {
    register(slowGuard(() => provider, true));
    const error = await client.messages
      .stream(parameters)
      .finalMessage()
      .catch((reason: Error) => reason);
    expect((error as Error).cause).toBe(refusal);
  });

  it('is asked once for all retries of one call', async () => {
    const guard = slowGuard(() => provider, false);
    register(guard);
    provider.reply(replies.rateLimit(), replies.rateLimit(), replies.plain());
    await client.messages.create(parameters, { maxRetries: 2 });
    expect(provider.requests).toHaveLength(3);
    expect(guard.seenBefore).toEqual([0]);
  });

  it('refuses one of two calls at once and not the other', async () => {
    register({
      async guard(request) {
        await Promise.resolve();
        if (request.model === 'refused') throw refusal;
      },
    });
    provider.reply(replies.plain());
    const [allowed, refused] = await Promise.allSettled([
      client.messages.create(parameters),
      client.messages.create({ ...parameters, model: 'refused' }),
    ]);
    expect(allowed.status).toBe('fulfilled');
    expect(refused).toEqual({ status: 'rejected', reason: refusal });
    expect(provider.requests.map((request) => request.body['model'])).toEqual(['claude-sonnet-4-5']);
  });

  it('of a second hook is asked after the first has said yes', async () => {
    const order: string[] = [];
    register(
      { guard: async () => void (await Promise.resolve(), order.push('first')) },
      { guard: () => void order.push('second') },
    );
    provider.reply(replies.plain());
    await client.messages.create(parameters);
    expect(order).toEqual(['first', 'second']);
  });

  it('is asked also when the call is not sampled', async () => {
    const { AlwaysOffSampler } = await import('@opentelemetry/sdk-trace-node');
    await tracing[Symbol.asyncDispose]();
    tracing = startTracing({ sampler: new AlwaysOffSampler() });
    register(slowGuard(() => provider, true));
    await expect(client.messages.create(parameters)).rejects.toBe(refusal);
    expect(provider.requests).toHaveLength(0);
    expect(tracing.spans()).toEqual([]);
  });

  it('that is slower than the caller is patient sends nothing once the caller has aborted', async () => {
    register(slowGuard(() => provider, false));
    const controller = new AbortController();
    const promise = client.messages.create(parameters, { signal: controller.signal });
    controller.abort();
    await expect(promise).rejects.toBeInstanceOf(Client.APIUserAbortError);
    expect(provider.requests).toHaveLength(0);
    const [span] = await tracing.waitForLlmSpans(1);
    expect(span?.attributes['tokenspan.stream.outcome']).toBe('cancelled');
  });
});
