import Anthropic from '@anthropic-ai/sdk';
import { LLMock } from '@copilotkit/aimock';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';
import { OpenAIInstrumentation } from '@tokenspan/instrumentation-openai';
import OpenAI from 'openai';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startTracing } from '../support/tracing.ts';
import type { Tracing } from '../support/tracing.ts';

// aimock was not written by us: our fake provider and our readers cannot agree on the same mistake here. It has no cache or
// reasoning counts, so only what it does send is asserted.
let mock: LLMock;
let tracing: Tracing;
const anthropicInstrumentation = new AnthropicInstrumentation();
const openaiInstrumentation = new OpenAIInstrumentation();
const usage = {
  input_tokens: 31,
  output_tokens: 17,
  prompt_tokens: 31,
  completion_tokens: 17,
  total_tokens: 48,
};

beforeAll(async () => {
  mock = await LLMock.create({ port: 0, chunkSize: 4, latency: 2 });
  mock.onMessage('say hello', { content: 'Hello, Wörld! 世界', usage });
  mock.onMessage('one tool', { toolCalls: [{ name: 'get_weather', arguments: { city: 'Paris' } }], usage });
  mock.onMessage('two tools', {
    toolCalls: [
      { name: 'get_weather', arguments: { city: 'Paris' } },
      { name: 'get_time', arguments: { zone: 'Europe/Paris' } },
    ],
    usage,
  });
  mock.onMessage('think first', { content: 'Four.', reasoning: 'Two and two.', usage });
  mock.onMessage('too fast', {
    error: { message: 'slow down', type: 'rate_limit_error' },
    status: 429,
    retryAfter: 1,
  });
  mock.onMessage('too busy', { error: { message: 'overloaded', type: 'overloaded_error' }, status: 529 });
  mock.onMessage('cut me', { content: 'x'.repeat(400) }, { truncateAfterChunks: 12, latency: 10 });
  tracing = startTracing();
  anthropicInstrumentation.setTracerProvider(tracing.provider);
  anthropicInstrumentation.instrument(Anthropic);
  openaiInstrumentation.setTracerProvider(tracing.provider);
  openaiInstrumentation.instrument(OpenAI);
});
afterEach(() => tracing.clear());
afterAll(async () => {
  anthropicInstrumentation.disable();
  openaiInstrumentation.disable();
  await tracing[Symbol.asyncDispose]();
  await mock.stop();
});

type Call = (content: string) => Promise<unknown>;

async function readAll(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of events);
}

const anthropic = (): Anthropic => new Anthropic({ baseURL: mock.url, apiKey: 'test', maxRetries: 0 });
const openai = (): OpenAI => new OpenAI({ baseURL: `${mock.url}/v1`, apiKey: 'test', maxRetries: 0 });
const chat = (content: string): { role: 'user'; content: string }[] => [{ role: 'user', content }];

const calls: [string, Call][] = [
  [
    'Anthropic',
    (content) => anthropic().messages.create({ model: 'm', max_tokens: 99, messages: chat(content) }),
  ],
  [
    'Anthropic, streamed',
    async (content) =>
      readAll(
        await anthropic().messages.create({
          model: 'm',
          max_tokens: 99,
          messages: chat(content),
          stream: true,
        }),
      ),
  ],
  [
    'Anthropic, helper',
    (content) =>
      anthropic()
        .messages.stream({ model: 'm', max_tokens: 99, messages: chat(content) })
        .finalMessage(),
  ],
  ['OpenAI', (content) => openai().chat.completions.create({ model: 'm', messages: chat(content) })],
  [
    'OpenAI, streamed',
    async (content) =>
      readAll(
        await openai().chat.completions.create({
          model: 'm',
          messages: chat(content),
          stream: true,
          stream_options: { include_usage: true },
        }),
      ),
  ],
  ['OpenAI responses', (input) => openai().responses.create({ model: 'm', input })],
  [
    'OpenAI responses, streamed',
    async (input) => readAll(await openai().responses.create({ model: 'm', input, stream: true })),
  ],
];

it.each(calls)('%s: tokens and finish reason of text, tools and thinking', async (_, call) => {
  const expected = { 'gen_ai.usage.input_tokens': 31, 'gen_ai.usage.output_tokens': 17 };
  for (const content of ['say hello', 'one tool', 'two tools', 'think first']) await call(content);
  const spans = tracing.llmSpans();
  expect(spans).toHaveLength(4);
  for (const span of spans) expect(span.attributes).toMatchObject(expected);
  const reasons = spans.map((span) => span.attributes['gen_ai.response.finish_reasons']);
  expect(reasons).toEqual([['stop'], ['tool_call'], ['tool_call'], ['stop']]);
});

it.each(calls)('%s: a refusal', async (_, call) => {
  await expect(call('too fast')).rejects.toThrow('slow down');
  await expect(call('too busy')).rejects.toThrow('overloaded');
  const spans = tracing.llmSpans();
  expect(spans.map((span) => span.attributes['http.response.status_code'])).toEqual([429, 529]);
  expect(spans.map((span) => span.status.message)).toEqual(['slow down', 'overloaded']);
});

it.each(calls.filter(([name]) => name.includes('streamed')))(
  '%s: a connection cut in the stream',
  async (_, call) => {
    await expect(call('cut me')).rejects.toThrow('terminated');
    const [span] = tracing.llmSpans();
    expect(span?.attributes).toMatchObject({
      'tokenspan.stream.outcome': 'failed',
      'error.type': 'TypeError',
    });
    expect(Number(span?.attributes['tokenspan.usage.estimated.output_tokens'])).toBeGreaterThan(0);
  },
);
