import { GoogleGenAI, Models } from '@google/genai';
import { trace } from '@opentelemetry/api';
import type { OperationHook } from '@tokenspan/core';
import {
  geminiAnswer,
  geminiOverloadedError,
  interaction,
  respondLikeGoogle,
  startFakeProvider,
} from '@tokenspan/fake-provider';
import type { FakeProvider } from '@tokenspan/fake-provider';
import { GoogleGenAIInstrumentation } from '@tokenspan/instrumentation-google-genai';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTracing } from '../support/tracing.ts';
import type { Tracing } from '../support/tracing.ts';

const model = 'gemini-2.5-flash';
const hello = geminiAnswer({
  parts: ['Hello there.'],
  responseId: 'r-1',
  modelVersion: 'gemini-2.5-flash-001',
});

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

function createClient(options: { vertexai?: boolean } = {}): GoogleGenAI {
  return new GoogleGenAI({ apiKey: 'test', ...options, httpOptions: { baseUrl: provider.url } });
}

async function readAll(stream: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of stream) count++;
  return count;
}

describe('generateContent', () => {
  it('makes a span with what was asked and what came back', async () => {
    register();
    const response = await createClient().models.generateContent({
      model,
      contents: 'Hello',
      config: {
        temperature: 0.5,
        topP: 0.9,
        topK: 20,
        maxOutputTokens: 100,
        candidateCount: 2,
        stopSequences: ['END'],
        seed: 7,
        frequencyPenalty: 0.1,
        presencePenalty: 0.2,
        responseMimeType: 'application/json',
      },
    });
    expect(response.text).toBe('Hello there.');
    const [span, ...others] = tracing.llmSpans();
    expect(others).toEqual([]);
    expect(span?.name).toBe('generate_content gemini-2.5-flash');
    expect(span?.instrumentationScope).toMatchObject({ name: '@tokenspan/instrumentation-google-genai' });
    expect(span?.attributes).toMatchObject({
      'gen_ai.operation.name': 'generate_content',
      'gen_ai.provider.name': 'gcp.gemini',
      'gen_ai.request.model': model,
      'gen_ai.request.temperature': 0.5,
      'gen_ai.request.top_p': 0.9,
      'gen_ai.request.top_k': 20,
      'gen_ai.request.max_tokens': 100,
      'gen_ai.request.choice.count': 2,
      'gen_ai.request.stop_sequences': ['END'],
      'gen_ai.request.seed': 7,
      'gen_ai.request.frequency_penalty': 0.1,
      'gen_ai.request.presence_penalty': 0.2,
      'gen_ai.output.type': 'json',
      'gen_ai.response.id': 'r-1',
      'gen_ai.response.model': 'gemini-2.5-flash-001',
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.usage.input_tokens': 12,
      'gen_ai.usage.output_tokens': 9,
      'server.address': '127.0.0.1',
      'server.port': Number(new URL(provider.url).port),
    });
    expect(span?.attributes).not.toHaveProperty(['gen_ai.request.stream']);
  });

  it('tells Vertex AI from the Gemini API', async () => {
    register();
    await createClient({ vertexai: true }).models.generateContent({ model, contents: 'Hello' });
    expect(tracing.llmSpans()[0]?.attributes['gen_ai.provider.name']).toBe('gcp.vertex_ai');
  });

  it('takes the address of the call over that of the client', async () => {
    register();
    const client = new GoogleGenAI({ apiKey: 'test', httpOptions: { baseUrl: 'https://nowhere.invalid' } });
    const config = { httpOptions: { baseUrl: provider.url } };
    await client.models.generateContent({ model, contents: 'Hello', config });
    expect(tracing.llmSpans()[0]?.attributes['server.address']).toBe('127.0.0.1');
  });

  it('describes the error of the provider', async () => {
    register();
    provider.reply(geminiOverloadedError());
    await expect(createClient().models.generateContent({ model, contents: 'Hello' })).rejects.toThrow('503');
    const [span] = tracing.llmSpans();
    expect(span?.attributes).toMatchObject({ 'error.type': 'ApiError', 'http.response.status_code': 503 });
    expect(span?.status.message).toBe('The model is overloaded. Please try again later.');
  });

  it('says content_filter of a prompt that was blocked', async () => {
    register();
    provider.replyWith(respondLikeGoogle(geminiAnswer({ blockReason: 'SAFETY' })));
    await readAll(await createClient().models.generateContentStream({ model, contents: 'Hello' }));
    expect(tracing.llmSpans()[0]?.attributes).toMatchObject({
      'gen_ai.response.finish_reasons': ['content_filter'],
      'tokenspan.stream.outcome': 'completed',
    });
  });

  it('is silent about texts', async () => {
    register();
    const secret = 'the-secret-of-the-caller';
    await createClient().models.generateContent({ model, contents: secret });
    expect(
      JSON.stringify(tracing.spans().map(({ attributes, events, name }) => [name, attributes, events])),
    ).not.toMatch(/the-secret|Hello there/);
  });

  it('makes no span for countTokens', async () => {
    register();
    const { totalTokens } = await createClient().models.countTokens({ model, contents: 'Hello' });
    expect(totalTokens).toBe(12);
    expect(tracing.spans()).toEqual([]);
  });

  it('does not change the parameters', async () => {
    register();
    const parameters = Object.freeze({
      model,
      contents: Object.freeze([{ role: 'user', parts: [{ text: 'Hello' }] }]) as never,
      config: Object.freeze({ temperature: 0 }),
    });
    await createClient().models.generateContent(parameters);
    expect(provider.requests[0]?.body).toEqual({
      contents: [{ role: 'user', parts: [{ text: 'Hello' }] }],
      generationConfig: { temperature: 0 },
    });
  });

  it('puts HTTP below the call and the call below the active span, and leaves the context of the caller', async () => {
    register();
    const tracer = trace.getTracer('program');
    await tracer.startActiveSpan('task', async (task) => {
      const client = createClient();
      const chat = client.chats.create({ model });
      await chat.sendMessage({ message: 'Hello' });
      for await (const _ of await chat.sendMessageStream({ message: 'Hello' })) {
        expect(trace.getActiveSpan()).toBe(task);
      }
      expect(trace.getActiveSpan()).toBe(task);
      task.end();
    });
    const task = tracing.spans().find(({ name }) => name === 'task');
    expect(tracing.llmSpans().map((span) => span.parentSpanContext?.spanId)).toEqual(
      Array(2).fill(task?.spanContext().spanId),
    );
  });

  it('gives each HTTP call of a continued answer its own span', async () => {
    register();
    const token = { finishReason: 'CONTINUATION', continuationToken: 'c1' };
    const first = geminiAnswer({ parts: ['Hello '], finishReason: null });
    const [candidate] = first.body['candidates'] as object[];
    const continued = { ...first, body: { ...first.body, candidates: [{ ...candidate, ...token }] } };
    const answers = [continued, hello];
    provider.replyWith(respondLikeGoogle(() => answers.shift() ?? hello));
    await createClient().models.generateContent({ model, contents: 'Hello' });
    const reasons = tracing.llmSpans().map(({ attributes }) => attributes['gen_ai.response.finish_reasons']);
    expect(reasons).toEqual([['continuation'], ['stop']]);
  });
});

describe('embedContent', () => {
  it.each([
    { vertexai: false, tokens: undefined, name: 'gcp.gemini' },
    { vertexai: true, tokens: 3, name: 'gcp.vertex_ai' },
  ])('makes a span: $name', async ({ vertexai, tokens, name }) => {
    register();
    const contents = ['one', 'two two'];
    const config = { outputDimensionality: 3 };
    const parameters = { model: 'gemini-embedding-001', contents, config };
    const { embeddings } = await createClient({ vertexai }).models.embedContent(parameters);
    expect(embeddings).toHaveLength(2);
    const [span] = tracing.llmSpans();
    expect(span?.name).toBe('embeddings gemini-embedding-001');
    expect(span?.attributes).toMatchObject({
      'gen_ai.operation.name': 'embeddings',
      'gen_ai.provider.name': name,
      'gen_ai.embeddings.dimension.count': 3,
    });
    expect(span?.attributes['gen_ai.usage.input_tokens']).toBe(tokens);
    expect(span?.attributes).not.toHaveProperty(['gen_ai.response.finish_reasons']);
  });
});

describe('a guard', () => {
  const refusal = new Error('no budget');
  const calls: Record<string, (client: GoogleGenAI) => Promise<unknown>> = {
    generateContent: (client) => client.models.generateContent({ model, contents: 'Hello' }),
    generateContentStream: (client) => client.models.generateContentStream({ model, contents: 'Hello' }),
    embedContent: (client) => client.models.embedContent({ model, contents: 'Hello' }),
    sendMessage: (client) => client.chats.create({ model }).sendMessage({ message: 'Hello' }),
    sendMessageStream: (client) => client.chats.create({ model }).sendMessageStream({ message: 'Hello' }),
  };

  it.each(Object.entries(calls))(
    'that refuses %s rejects it with its own error, and nothing is sent',
    async (_, call) => {
      register([{ guard: () => Promise.reject(refusal) }]);
      expect(await call(createClient()).catch((error: unknown) => error)).toBe(refusal);
      expect(provider.requests).toEqual([]);
      expect(tracing.llmSpans()[0]?.attributes['error.type']).toBe('Error');
    },
  );

  it('that says yes late lets the call through then', async () => {
    const seen: number[] = [];
    const guard = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      seen.push(provider.requests.length);
    };
    register([{ guard }]);
    expect(
      await readAll(await createClient().models.generateContentStream({ model, contents: 'Hello' })),
    ).toBe(1);
    expect([seen, provider.requests.length]).toEqual([[0], 1]);
  });
});

describe('instrument', () => {
  it.each([
    ['the class of clients', () => GoogleGenAI],
    ['a client', () => createClient()],
    ['the class of models', () => Models],
  ])('takes %s', async (_name, target) => {
    register([], target());
    await createClient().models.generateContent({ model, contents: 'Hello' });
    expect(tracing.llmSpans()).toHaveLength(1);
  });

  it('refuses anything else', () => {
    register();
    expect(() => instrumentation.instrument(URL)).toThrow(TypeError);
    expect(() => instrumentation.instrument({})).toThrow(TypeError);
  });

  it('is undone by disable(), for clients that are there already as well', async () => {
    register();
    const client = createClient();
    const { create } = client.interactions;
    instrumentation.disable();
    await client.models.generateContent({ model, contents: 'Hello' });
    await create.call(client.interactions, { model, input: 'Hello' });
    expect(tracing.spans()).toEqual([]);
    instrumentation.enable();
    await client.models.generateContent({ model, contents: 'Hello' });
    expect(tracing.llmSpans()).toHaveLength(1);
  });
});
