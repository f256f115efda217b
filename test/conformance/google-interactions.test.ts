import { types } from 'node:util';
import { GoogleGenAI } from '@google/genai';
import type { OperationHook } from '@tokenspan/core';
import {
  geminiAnswer,
  interaction,
  respondLikeGoogle,
  startFakeProvider,
  truncateAfterEvents,
} from '@tokenspan/fake-provider';
import type { FakeProvider } from '@tokenspan/fake-provider';
import { GoogleGenAIInstrumentation } from '@tokenspan/instrumentation-google-genai';
import * as one from 'google-genai-1';
import * as two from 'google-genai-2';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTracing } from '../support/tracing.ts';
import type { Tracing } from '../support/tracing.ts';

const model = 'gemini-2.5-flash';
const hello = geminiAnswer();

let tracing: Tracing;
let provider: FakeProvider;
let instrumentation: GoogleGenAIInstrumentation;

beforeEach(async () => {
  tracing = startTracing();
  provider = await startFakeProvider();
  provider.replyWith(respondLikeGoogle(hello, { interaction: interaction({ steps: ['Hello there.'] }) }));
});
afterEach(async () => {
  instrumentation.disable();
  await provider.close();
  await tracing[Symbol.asyncDispose]();
});

function register(hooks: OperationHook[] = [], target: object = GoogleGenAI): void {
  instrumentation = new GoogleGenAIInstrumentation({ hooks });
  instrumentation.instrument(target);
}

function createClient(): GoogleGenAI {
  return new GoogleGenAI({ apiKey: 'test', httpOptions: { baseUrl: provider.url } });
}

async function readAll(stream: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of stream) count++;
  return count;
}

const versions = [
  { version: '3.1', Client: GoogleGenAI },
  { version: '2.32', Client: two.GoogleGenAI as unknown as typeof GoogleGenAI },
  { version: '1.52', Client: one.GoogleGenAI as unknown as typeof GoogleGenAI },
];

describe.each(versions)('interactions.create of $version', ({ Client }) => {
  beforeEach(() => {
    // 1.x says on first use that interactions are experimental.
    vi.spyOn(console, 'warn').mockReturnValue(undefined);
    return () => vi.restoreAllMocks();
  });

  const input = 'Hello';
  const usage = { 'gen_ai.usage.input_tokens': 12, 'gen_ai.usage.output_tokens': 9 };

  function createInteractions(): GoogleGenAI['interactions'] {
    const httpOptions = { baseUrl: provider.url };
    return new Client({ apiKey: 'test', apiVersion: 'v1beta', httpOptions }).interactions;
  }

  it('makes a span of a plain call', async () => {
    register([], Client);
    const answer = await createInteractions().create({ model, input, previous_interaction_id: 'v1_0' });
    expect(answer.status).toBe('completed');
    expect(tracing.llmSpans().map(({ attributes }) => attributes)).toEqual([
      expect.objectContaining({
        ...usage,
        'gen_ai.operation.name': 'generate_content',
        'gen_ai.provider.name': 'gcp.gemini',
        'gen_ai.request.model': model,
        'gen_ai.request.previous_response.id': 'v1_0',
        'gen_ai.response.finish_reasons': ['stop'],
        'server.address': '127.0.0.1',
      }),
    ]);
  });

  it('makes a span of a stream that is read out', async () => {
    register([], Client);
    const stream = await createInteractions().create({ model, input, stream: true });
    expect(await readAll(stream)).toBe(6);
    const [span] = await tracing.waitForLlmSpans(1);
    expect(span?.attributes).toMatchObject({ ...usage, 'tokenspan.stream.outcome': 'completed' });
  });

  it('makes a span of a stream that is left', async () => {
    register([], Client);
    const stream = await createInteractions().create({ model, input, stream: true });
    for await (const _ of stream) break;
    const [span] = await tracing.waitForLlmSpans(1);
    expect(span?.attributes['tokenspan.stream.outcome']).toBe('cancelled');
    expect(span?.status.code).toBe(0);
  });

  it('makes a span of a stream that is cut', async () => {
    register([], Client);
    const cut = { faults: [truncateAfterEvents(3)], interaction: interaction({ steps: ['Hello there.'] }) };
    provider.replyWith(respondLikeGoogle(hello, cut));
    const stream = await createInteractions().create({ model, input, stream: true, store: false } as never);
    await readAll(stream as never).catch(() => undefined);
    const spans = await tracing.waitForLlmSpans(1);
    expect(spans).toHaveLength(1);
    expect(['truncated', 'failed']).toContain(spans[0]?.attributes['tokenspan.stream.outcome']);
    expect(spans[0]?.status.code).toBe(2);
  });

  it('refuses what a guard refuses', async () => {
    const refusal = new Error('no budget');
    register([{ guard: () => Promise.reject(refusal) }], Client);
    const error: unknown = await Promise.resolve(createInteractions().create({ model, input })).catch(
      (error: unknown) => error,
    );
    expect(error).toBe(refusal);
    expect(provider.requests).toEqual([]);
  });
});

it('reads a stream of interactions through a reader as well', async () => {
  register();
  const stream = await createClient().interactions.create({ model, input: 'Hello', stream: true });
  const reader = (stream as unknown as ReadableStream).getReader();
  let events = 0;
  while (!(await reader.read()).done) events++;
  expect(events).toBe(6);
  const [span] = await tracing.waitForLlmSpans(1);
  expect(span?.attributes['tokenspan.stream.outcome']).toBe('completed');
});

it('reads the stream that goes on from a token of the caller, which is a proxy', async () => {
  register();
  const resumed = { model, input: 'Hello', continuation_token: 't-1', automatic_continuation: false };
  const stream = await createClient().interactions.create({ ...resumed, stream: true } as never);
  expect(types.isProxy(stream)).toBe(true);
  expect(await readAll(stream as never)).toBe(6);
  const [span] = await tracing.waitForLlmSpans(1);
  expect(span?.attributes['tokenspan.stream.outcome']).toBe('completed');
});
