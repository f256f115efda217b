import Anthropic from '@anthropic-ai/sdk';
import { context } from '@opentelemetry/api';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { countOpenOperations, OpenOperationsProcessor } from '@tokenspan/core';
import type { OperationHook } from '@tokenspan/core';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answer } from '../conformance/anthropic-fixture.ts';
import { startTracing } from '../support/tracing.ts';
import type { Tracing } from '../support/tracing.ts';

// Programs that an adversarial review found to be harmed or lost: each test names what their author saw.
const parameters = { model: 'm', max_tokens: 8, messages: [{ role: 'user' as const, content: 'Hello' }] };
const refusal = new Error('the budget is spent');
const refuse: OperationHook = { guard: () => Promise.reject(refusal) };
const allow: OperationHook = { guard: () => Promise.resolve() };

let tracing: Tracing;
let sent: { body: unknown; headers: Headers }[];
const instrumentations: AnthropicInstrumentation[] = [];

beforeEach(() => {
  tracing = startTracing();
  sent = [];
});
afterEach(async () => {
  for (const instrumentation of instrumentations.splice(0)) instrumentation.disable();
  await tracing[Symbol.asyncDispose]();
});

function register(...hooks: OperationHook[]): AnthropicInstrumentation {
  const instrumentation = new AnthropicInstrumentation({ hooks });
  instrumentations.push(instrumentation);
  instrumentation.setTracerProvider(tracing.provider);
  instrumentation.instrument(Anthropic);
  return instrumentation;
}

const fetch: typeof globalThis.fetch = (_, init) => {
  sent.push({ body: JSON.parse(String(init?.body ?? 'null')), headers: new Headers(init?.headers) });
  const isStream = (sent.at(-1)?.body as { stream?: boolean } | null)?.stream === true;
  if (!isStream) return Promise.resolve(Response.json(answer.body));
  const text = answer.events
    .map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
    .join('');
  return Promise.resolve(new Response(text, { headers: { 'content-type': 'text/event-stream' } }));
};
const options = { apiKey: 'sk-test', maxRetries: 0, fetch };

describe('a guard', () => {
  class TenantClient extends Anthropic {
    override post(path: string, request?: object): never {
      return super.post(path, { ...request, headers: { 'x-tenant': 't' } }) as never;
    }
  }

  it('leaves the body of a client that overrides post() as it is', async () => {
    register(allow);
    await new TenantClient(options).messages.create(parameters);
    expect(sent[0]?.body).toEqual(parameters);
    expect(sent[0]?.headers.get('x-tenant')).toBe('t');
  });

  it('refuses the calls of a client that overrides post()', async () => {
    register(refuse);
    await expect(new TenantClient(options).messages.create(parameters)).rejects.toBe(refusal);
    expect(sent).toEqual([]);
  });

  it.each(['onStart', 'sampler'] as const)('refuses also when telemetry itself fails: %s', async (fault) => {
    const instrumentation = register(refuse);
    const fail = (): never => {
      throw new Error('a bug in telemetry');
    };
    instrumentation.setTracerProvider(
      new NodeTracerProvider({
        ...(fault === 'sampler' && { sampler: { shouldSample: fail, toString: () => 'broken' } }),
        spanProcessors: [
          {
            onStart: () => (fault === 'onStart' ? fail() : undefined),
            onEnd() {},
            forceFlush: () => Promise.resolve(),
            shutdown: () => Promise.resolve(),
          },
        ],
      }),
    );
    await expect(new Anthropic(options).messages.create(parameters)).rejects.toBe(refusal);
    expect(sent).toEqual([]);
  });

  it('refuses a call whose messages refer back to themselves', async () => {
    class Block {
      type = 'text' as const;
      text = 'Hello';
      owner: unknown = { blocks: [this] };
      toJSON(): object {
        return { type: this.type, text: this.text };
      }
    }
    register(refuse);
    const messages = [{ role: 'user' as const, content: [new Block()] }];
    await expect(new Anthropic(options).messages.create({ ...parameters, messages })).rejects.toBe(refusal);
    expect(tracing.llmSpans()).toHaveLength(1);
  });

  it('that never answers does not keep the caller from aborting', async () => {
    register({ guard: () => new Promise(() => {}) });
    const controller = new AbortController();
    const promise = new Anthropic(options).messages.create(parameters, { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await expect(promise).rejects.toBeInstanceOf(Anthropic.APIUserAbortError);
    expect(sent).toEqual([]);
    expect(tracing.llmSpans().map((span) => span.attributes['tokenspan.stream.outcome'])).toEqual([
      'cancelled',
    ]);
  });

  it('harms no client that is frozen', async () => {
    register(allow);
    const client = Object.freeze(new Anthropic(options));
    expect((await client.messages.create(parameters)).id).toBe(answer.body['id']);
  });

  it('decides on each of two calls of which one is made while the other is sent', async () => {
    register({
      async guard(request) {
        await Promise.resolve();
        if (request.model === 'outer') throw refusal;
      },
    });
    const client = new Anthropic(options);
    let inner: Promise<unknown> | undefined;
    const outer = client.messages.create({
      ...parameters,
      get model() {
        inner ??= client.messages.create({ ...parameters, model: 'inner' });
        return 'outer';
      },
    });
    await expect(outer).rejects.toBe(refusal);
    await expect(inner).resolves.toBeDefined();
  });
});

describe('one call is one span', () => {
  it('after the program patched over ours and it was disabled and enabled again', async () => {
    const instrumentation = register();
    const ours = Anthropic.Messages.prototype.create;
    Anthropic.Messages.prototype.create = function (this: never, ...args: never[]) {
      return (ours as (...values: never[]) => unknown).apply(this, args);
    } as unknown as typeof ours;
    try {
      instrumentation.disable();
      instrumentation.enable();
      await new Anthropic(options).messages.create(parameters);
      expect(tracing.llmSpans()).toHaveLength(1);
    } finally {
      Anthropic.Messages.prototype.create = ours;
    }
  });

  it('after the program patched over ours and a second registration came', async () => {
    register();
    const ours = Anthropic.Messages.prototype.create;
    Anthropic.Messages.prototype.create = function (this: never, ...args: never[]) {
      return (ours as (...values: never[]) => unknown).apply(this, args);
    } as unknown as typeof ours;
    const second = register();
    await new Anthropic(options).messages.create(parameters);
    second.disable();
    Anthropic.Messages.prototype.create = ours;
    expect(tracing.llmSpans()).toHaveLength(1);
  });

  it('of a resource class that overrides create() and calls its base', async () => {
    class MyMessages extends Anthropic.Messages {
      override create(body: never, request?: never): never {
        return super.create(body, request) as never;
      }
    }
    class MyClient extends Anthropic {
      override messages = new MyMessages(this);
    }
    const client = new MyClient(options);
    register().instrument(client);
    await client.messages.create(parameters as never);
    expect(tracing.llmSpans()).toHaveLength(1);
  });

  it('with its tokens, of a create() that the program made an async function before', async () => {
    const original = Anthropic.Messages.prototype.create;
    Anthropic.Messages.prototype.create = async function (this: never, ...args: never[]) {
      return await (original as (...values: never[]) => Promise<unknown>).apply(this, args);
    } as unknown as typeof original;
    try {
      register();
      await new Anthropic(options).messages.create(parameters);
      const broken = new Anthropic({
        ...options,
        fetch: () => Promise.resolve(new Response('{}', { status: 500 })),
      });
      await expect(broken.messages.create(parameters)).rejects.toThrow('500');
      expect(
        tracing.llmSpans().map((span) => [span.attributes['gen_ai.usage.output_tokens'], span.status.code]),
      ).toEqual([
        [42, 0],
        [undefined, 2],
      ]);
    } finally {
      for (const instrumentation of instrumentations.splice(0)) instrumentation.disable();
      Anthropic.Messages.prototype.create = original;
    }
  });
});

describe('privacy by default', () => {
  it("records of errors of the caller's own code the class name only", async () => {
    class GuardError extends Error {
      error = { message: 'SECRET prompt', type: 'SECRET type', code: 'SECRET code' };
      requestID = 'SECRET id';
    }
    class ApiError extends Error {
      status = 400;
      error = { error: { message: 'SECRET prompt' } };
    }
    register({
      guard: (request) =>
        Promise.reject(
          request.model === 'guard'
            ? new GuardError('SECRET')
            : new ApiError('{"error":{"message":"SECRET"}}'),
        ),
    });
    await expect(new Anthropic(options).messages.create({ ...parameters, model: 'guard' })).rejects.toThrow(
      'SECRET',
    );
    await expect(new Anthropic(options).messages.create(parameters)).rejects.toThrow('SECRET');
    expect(
      JSON.stringify(
        tracing.llmSpans().map(({ attributes, status, events }) => [attributes, status, events]),
      ),
    ).not.toContain('SECRET');
    expect(tracing.llmSpans().map((span) => span.attributes['error.type'])).toEqual([
      'GuardError',
      'ApiError',
    ]);
  });

  it('keeps a code of the provider short and plain', async () => {
    register();
    const body = { type: 'error', error: { type: `x${'y'.repeat(5000)}`, message: 'no' } };
    const client = new Anthropic({
      ...options,
      fetch: () => Promise.resolve(Response.json(body, { status: 400 })),
    });
    await expect(client.messages.create(parameters)).rejects.toThrow('400');
    expect(String(tracing.llmSpans()[0]?.attributes['tokenspan.error.code']).length).toBeLessThanOrEqual(64);
  });
});

describe('the end of a call', () => {
  it('is seen when the caller aborts and then reads on slowly over what is buffered', async () => {
    register();
    const stream = await new Anthropic(options).messages.create({ ...parameters, stream: true });
    for await (const event of stream) {
      if (event.type === 'message_start') stream.controller.abort();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(tracing.llmSpans()[0]?.attributes).toMatchObject({
      'tokenspan.stream.outcome': 'completed',
      'gen_ai.usage.output_tokens': 42,
    });
  });

  it('is not there yet when an iterator was closed unread and another one reads', async () => {
    register();
    const stream = await new Anthropic(options).messages.create({ ...parameters, stream: true });
    await stream[Symbol.asyncIterator]().return?.();
    for await (const _ of stream);
    expect(tracing.llmSpans()[0]?.attributes['tokenspan.stream.outcome']).toBe('completed');
  });

  it('comes when timers are faked, and leaves no timer in the clock of the program', async () => {
    register();
    const stream = await new Anthropic(options).messages.create({ ...parameters, stream: true });
    vi.useFakeTimers();
    try {
      stream.controller.abort();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
    expect(await tracing.waitForLlmSpans(1, 2000)).toHaveLength(1);
  });

  it('is not brought about by the shutdown of another tracer provider', async () => {
    register();
    const stream = await new Anthropic(options).messages.create({ ...parameters, stream: true });
    await new NodeTracerProvider({ spanProcessors: [new OpenOperationsProcessor()] }).shutdown();
    expect(tracing.llmSpans()).toEqual([]);
    for await (const _ of stream);
    expect(tracing.llmSpans()[0]?.attributes['tokenspan.stream.outcome']).toBe('completed');
  });

  it('does not loop at shutdown when a hook makes a call', async () => {
    let calls = 0;
    const client = new Anthropic(options);
    register({
      settled() {
        if (calls++ < 50) void client.messages.create({ ...parameters, stream: true }).catch(() => {});
      },
    });
    await client.messages.create({ ...parameters, stream: true });
    await tracing.provider.shutdown();
    expect(calls).toBeLessThan(5);
    expect(countOpenOperations()).toBeGreaterThan(0);
  });

  it('is told as a failure when the error of the caller throws on being read', async () => {
    const hostile = Object.defineProperty(new Error('x'), 'constructor', {
      get: (): never => {
        throw new Error('no');
      },
    });
    register({ guard: () => Promise.reject(hostile) });
    await new Anthropic(options).messages.create(parameters).catch(() => {});
    const [span] = await tracing.waitForLlmSpans(1);
    expect([span?.status.code, span?.attributes['error.type']]).toEqual([2, '_OTHER']);
  });

  it("keeps the caller's result when the context manager fails after the call", async () => {
    register();
    const original = context.with.bind(context) as (...args: unknown[]) => unknown;
    Object.assign(context, {
      with(...args: unknown[]) {
        original(...args);
        throw new Error('a bug in the context manager');
      },
    });
    try {
      expect((await new Anthropic(options).messages.create(parameters)).id).toBe(answer.body['id']);
      expect(sent).toHaveLength(1);
    } finally {
      delete (context as { with?: unknown }).with;
    }
  });
});

describe('what derives a promise from the one of the SDK', () => {
  it('sees the order and the rejections of the bare SDK', async () => {
    const call = async (): Promise<unknown[]> => {
      const promise = new Anthropic(options).messages.create(parameters) as unknown as Promise<unknown> & {
        _thenUnwrap(transform: (value: unknown) => unknown): Promise<unknown>;
      };
      const derived = promise._thenUnwrap((value) => value);
      const results = await Promise.allSettled([derived, promise]);
      return results.map((result) => (result.status === 'fulfilled' ? 'value' : String(result.reason)));
    };
    const bare = await call();
    register();
    expect(await call()).toEqual(bare);
  });
});
