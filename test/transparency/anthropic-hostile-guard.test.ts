import Anthropic from '@anthropic-ai/sdk';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { OperationHook } from '@tokenspan/core';
import { describe, expect, it } from 'vitest';
import { answer } from '../conformance/anthropic-fixture.ts';
import { parameters, setUpHostile } from './hostile-setup.ts';

// Programs that an adversarial review found to be harmed or lost: each test names what their author saw.
const refusal = new Error('the budget is spent');
const refuse: OperationHook = { guard: () => Promise.reject(refusal) };
const allow: OperationHook = { guard: () => Promise.resolve() };
const setup = setUpHostile();

describe('a guard', () => {
  class TenantClient extends Anthropic {
    override post(path: string, request?: object): never {
      return super.post(path, { ...request, headers: { 'x-tenant': 't' } }) as never;
    }
  }

  it('leaves the body of a client that overrides post() as it is', async () => {
    setup.register(allow);
    await new TenantClient(setup.options).messages.create(parameters);
    expect(setup.sent[0]?.body).toEqual(parameters);
    expect(setup.sent[0]?.headers.get('x-tenant')).toBe('t');
  });

  it('refuses the calls of a client that overrides post()', async () => {
    setup.register(refuse);
    await expect(new TenantClient(setup.options).messages.create(parameters)).rejects.toBe(refusal);
    expect(setup.sent).toEqual([]);
  });

  it.each(['onStart', 'sampler'] as const)('refuses also when telemetry itself fails: %s', async (fault) => {
    const instrumentation = setup.register(refuse);
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
    await expect(new Anthropic(setup.options).messages.create(parameters)).rejects.toBe(refusal);
    expect(setup.sent).toEqual([]);
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
    setup.register(refuse);
    const messages = [{ role: 'user' as const, content: [new Block()] }];
    await expect(new Anthropic(setup.options).messages.create({ ...parameters, messages })).rejects.toBe(
      refusal,
    );
    expect(setup.tracing.llmSpans()).toHaveLength(1);
  });

  it('that never answers does not keep the caller from aborting', async () => {
    setup.register({ guard: () => new Promise(() => {}) });
    const controller = new AbortController();
    const promise = new Anthropic(setup.options).messages.create(parameters, { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await expect(promise).rejects.toBeInstanceOf(Anthropic.APIUserAbortError);
    expect(setup.sent).toEqual([]);
    expect(setup.tracing.llmSpans().map((span) => span.attributes['tokenspan.stream.outcome'])).toEqual([
      'cancelled',
    ]);
  });

  it('harms no client that is frozen', async () => {
    setup.register(allow);
    const client = Object.freeze(new Anthropic(setup.options));
    expect((await client.messages.create(parameters)).id).toBe(answer.body['id']);
  });

  it('decides on each of two calls of which one is made while the other is sent', async () => {
    setup.register({
      async guard(request) {
        await Promise.resolve();
        if (request.model === 'outer') throw refusal;
      },
    });
    const client = new Anthropic(setup.options);
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
    setup.register({
      guard: (request) =>
        Promise.reject(
          request.model === 'guard'
            ? new GuardError('SECRET')
            : new ApiError('{"error":{"message":"SECRET"}}'),
        ),
    });
    await expect(
      new Anthropic(setup.options).messages.create({ ...parameters, model: 'guard' }),
    ).rejects.toThrow('SECRET');
    await expect(new Anthropic(setup.options).messages.create(parameters)).rejects.toThrow('SECRET');
    expect(
      JSON.stringify(
        setup.tracing.llmSpans().map(({ attributes, status, events }) => [attributes, status, events]),
      ),
    ).not.toContain('SECRET');
    expect(setup.tracing.llmSpans().map((span) => span.attributes['error.type'])).toEqual([
      'GuardError',
      'ApiError',
    ]);
  });

  it('keeps a code of the provider short and plain', async () => {
    setup.register();
    const body = { type: 'error', error: { type: `x${'y'.repeat(5000)}`, message: 'no' } };
    const client = new Anthropic({
      ...setup.options,
      fetch: () => Promise.resolve(Response.json(body, { status: 400 })),
    });
    await expect(client.messages.create(parameters)).rejects.toThrow('400');
    expect(
      String(setup.tracing.llmSpans()[0]?.attributes['tokenspan.error.code']).length,
    ).toBeLessThanOrEqual(64);
  });
});
