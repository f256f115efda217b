import Anthropic from '@anthropic-ai/sdk';
import { context } from '@opentelemetry/api';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { countOpenOperations, OpenOperationsProcessor } from '@tokenspan/core';
import { describe, expect, it, vi } from 'vitest';
import { answer } from '../conformance/anthropic-fixture.ts';
import { parameters, setUpHostile } from './hostile-setup.ts';

// Programs that an adversarial review found to be harmed or lost: each test names what their author saw.
const setup = setUpHostile();

describe('one call is one span', () => {
  it('after the program patched over ours and it was disabled and enabled again', async () => {
    const instrumentation = setup.register();
    const ours = Anthropic.Messages.prototype.create;
    Anthropic.Messages.prototype.create = function (this: never, ...args: never[]) {
      return (ours as (...values: never[]) => unknown).apply(this, args);
    } as unknown as typeof ours;
    try {
      instrumentation.disable();
      instrumentation.enable();
      await new Anthropic(setup.options).messages.create(parameters);
      expect(setup.tracing.llmSpans()).toHaveLength(1);
    } finally {
      Anthropic.Messages.prototype.create = ours;
    }
  });

  it('after the program patched over ours and a second registration came', async () => {
    setup.register();
    const ours = Anthropic.Messages.prototype.create;
    Anthropic.Messages.prototype.create = function (this: never, ...args: never[]) {
      return (ours as (...values: never[]) => unknown).apply(this, args);
    } as unknown as typeof ours;
    const second = setup.register();
    await new Anthropic(setup.options).messages.create(parameters);
    second.disable();
    Anthropic.Messages.prototype.create = ours;
    expect(setup.tracing.llmSpans()).toHaveLength(1);
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
    const client = new MyClient(setup.options);
    setup.register().instrument(client);
    await (client.messages.create(parameters as never) as Promise<unknown>);
    expect(setup.tracing.llmSpans()).toHaveLength(1);
  });

  it('with its tokens, of a create() that the program made an async function before', async () => {
    const original = Anthropic.Messages.prototype.create;
    Anthropic.Messages.prototype.create = async function (this: never, ...args: never[]) {
      return await (original as (...values: never[]) => Promise<unknown>).apply(this, args);
    } as unknown as typeof original;
    try {
      setup.register();
      await new Anthropic(setup.options).messages.create(parameters);
      const broken = new Anthropic({
        ...setup.options,
        fetch: () => Promise.resolve(new Response('{}', { status: 500 })),
      });
      await expect(broken.messages.create(parameters)).rejects.toThrow('500');
      expect(
        setup.tracing
          .llmSpans()
          .map((span) => [span.attributes['gen_ai.usage.output_tokens'], span.status.code]),
      ).toEqual([
        [42, 0],
        [undefined, 2],
      ]);
    } finally {
      setup.disableAll();
      Anthropic.Messages.prototype.create = original;
    }
  });
});

describe('the end of a call', () => {
  it('is seen when the caller aborts and then reads on slowly over what is buffered', async () => {
    setup.register();
    const stream = await new Anthropic(setup.options).messages.create({ ...parameters, stream: true });
    for await (const event of stream) {
      if (event.type === 'message_start') stream.controller.abort();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(setup.tracing.llmSpans()[0]?.attributes).toMatchObject({
      'tokenspan.stream.outcome': 'completed',
      'gen_ai.usage.output_tokens': 42,
    });
  });

  it('is not there yet when an iterator was closed unread and another one reads', async () => {
    setup.register();
    const stream = await new Anthropic(setup.options).messages.create({ ...parameters, stream: true });
    await stream[Symbol.asyncIterator]().return?.();
    for await (const _ of stream);
    expect(setup.tracing.llmSpans()[0]?.attributes['tokenspan.stream.outcome']).toBe('completed');
  });

  it('comes when timers are faked, and leaves no timer in the clock of the program', async () => {
    setup.register();
    const stream = await new Anthropic(setup.options).messages.create({ ...parameters, stream: true });
    vi.useFakeTimers();
    try {
      stream.controller.abort();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
    expect(await setup.tracing.waitForLlmSpans(1, 2000)).toHaveLength(1);
  });

  it('is not brought about by the shutdown of another tracer provider', async () => {
    setup.register();
    const stream = await new Anthropic(setup.options).messages.create({ ...parameters, stream: true });
    await new NodeTracerProvider({ spanProcessors: [new OpenOperationsProcessor()] }).shutdown();
    expect(setup.tracing.llmSpans()).toEqual([]);
    for await (const _ of stream);
    expect(setup.tracing.llmSpans()[0]?.attributes['tokenspan.stream.outcome']).toBe('completed');
  });

  it('does not loop at shutdown when a hook makes a call', async () => {
    let calls = 0;
    const client = new Anthropic(setup.options);
    setup.register({
      settled() {
        if (calls++ < 50) void client.messages.create({ ...parameters, stream: true }).catch(() => {});
      },
    });
    await client.messages.create({ ...parameters, stream: true });
    await setup.tracing.provider.shutdown();
    expect(calls).toBeLessThan(5);
    expect(countOpenOperations()).toBeGreaterThan(0);
  });

  it('is told as a failure when the error of the caller throws on being read', async () => {
    const hostile = Object.defineProperty(new Error('x'), 'constructor', {
      get: (): never => {
        throw new Error('no');
      },
    });
    setup.register({ guard: () => Promise.reject(hostile) });
    await new Anthropic(setup.options).messages.create(parameters).catch(() => {});
    const [span] = await setup.tracing.waitForLlmSpans(1);
    expect([span?.status.code, span?.attributes['error.type']]).toEqual([2, '_OTHER']);
  });

  it("keeps the caller's result when the context manager fails after the call", async () => {
    setup.register();
    const original = context.with.bind(context) as (...args: unknown[]) => unknown;
    Object.assign(context, {
      with(...args: unknown[]) {
        original(...args);
        throw new Error('a bug in the context manager');
      },
    });
    try {
      expect((await new Anthropic(setup.options).messages.create(parameters)).id).toBe(answer.body['id']);
      expect(setup.sent).toHaveLength(1);
    } finally {
      delete (context as { with?: unknown }).with;
    }
  });
});

describe('what derives a promise from the one of the SDK', () => {
  it('sees the order and the rejections of the bare SDK', async () => {
    const call = async (): Promise<unknown[]> => {
      const promise = new Anthropic(setup.options).messages.create(
        parameters,
      ) as unknown as Promise<unknown> & {
        _thenUnwrap(transform: (value: unknown) => unknown): Promise<unknown>;
      };
      const derived = promise._thenUnwrap((value) => value);
      const results = await Promise.allSettled([derived, promise]);
      return results.map((result) => (result.status === 'fulfilled' ? 'value' : String(result.reason)));
    };
    const bare = await call();
    setup.register();
    expect(await call()).toEqual(bare);
  });
});
