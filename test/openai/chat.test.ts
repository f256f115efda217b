import { SpanStatusCode } from '@opentelemetry/api';
import {
  dropAfterEvents,
  openAIAuthenticationError,
  openAIChat,
  openAIErrorChunkAfterEvents,
  openAIRateLimitError,
  truncateAfterEvents,
} from '@tokenspan/fake-provider';
import OpenAI, { APIPromise, AzureOpenAI } from 'openai';
import { describe, expect, it } from 'vitest';
import { collect, messages, redirectTo, startOpenAI } from './openai-fixture.ts';

const answer = openAIChat({
  choices: [{ content: 'I am 世界.' }],
  usage: {
    prompt_tokens: 120,
    completion_tokens: 30,
    prompt_tokens_details: { cached_tokens: 100 },
    completion_tokens_details: { reasoning_tokens: 20 },
  },
  serviceTier: 'flex',
});
const reported = {
  'gen_ai.response.model': 'gpt-4o-mini-2024-07-18',
  'gen_ai.response.finish_reasons': ['stop'],
  'gen_ai.usage.input_tokens': 120,
  'gen_ai.usage.output_tokens': 30,
  'gen_ai.usage.cache_read.input_tokens': 100,
  'gen_ai.usage.reasoning.output_tokens': 20,
  'openai.response.service_tier': 'flex',
  'openai.response.system_fingerprint': 'fp_560af6e559',
};
const parameters = { model: 'gpt-4o-mini', messages };
const stream_options = { include_usage: true };

describe('chat.completions.create', () => {
  it('makes one span of a plain answer, with all that the conventions have for it', async () => {
    const { client, tracing, provider } = await startOpenAI(answer);
    const completion = await client.chat.completions.create({
      ...parameters,
      max_completion_tokens: 50,
      temperature: 0.5,
      top_p: 0.9,
      frequency_penalty: 0.1,
      presence_penalty: 0.2,
      stop: 'END',
      seed: 7,
      service_tier: 'flex',
      reasoning_effort: 'low',
      response_format: { type: 'json_object' },
    });
    const [span] = tracing.spans();
    expect(tracing.spans()).toHaveLength(1);
    expect(span?.name).toBe('chat gpt-4o-mini');
    expect(span?.status.code).toBe(SpanStatusCode.UNSET);
    expect(span?.attributes).toEqual({
      ...reported,
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'gpt-4o-mini',
      'gen_ai.request.max_tokens': 50,
      'gen_ai.request.temperature': 0.5,
      'gen_ai.request.top_p': 0.9,
      'gen_ai.request.frequency_penalty': 0.1,
      'gen_ai.request.presence_penalty': 0.2,
      'gen_ai.request.stop_sequences': ['END'],
      'gen_ai.request.seed': 7,
      'gen_ai.request.reasoning.level': 'low',
      'gen_ai.output.type': 'json',
      'gen_ai.response.id': completion.id,
      'openai.api.type': 'chat_completions',
      'openai.request.service_tier': 'flex',
      'tokenspan.request.service_tier': 'flex',
      'tokenspan.response.service_tier': 'flex',
      'server.address': '127.0.0.1',
      'server.port': Number(new URL(provider.url).port),
    });
  });

  it('reads a stream out and settles at its usage', async () => {
    const { client, tracing } = await startOpenAI(answer);
    const stream = await client.chat.completions.create({ ...parameters, stream: true, stream_options });
    expect((await collect(stream)).at(-1)?.usage?.total_tokens).toBe(150);
    const [span] = tracing.llmSpans();
    expect(span?.attributes).toMatchObject({
      ...reported,
      'gen_ai.request.stream': true,
      'tokenspan.stream.outcome': 'completed',
    });
    expect(span?.attributes).not.toHaveProperty(['tokenspan.usage.estimated.output_tokens']);
  });

  it('counts a break before the finish reason as cancelled and estimates', async () => {
    const { client, tracing, provider } = await startOpenAI(answer);
    const stream = await client.chat.completions.create({ ...parameters, stream: true, stream_options });
    for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break;
    expect(await provider.requests[0]?.closed).toMatch(/cancelled|finished/);
    const [span] = await tracing.waitForLlmSpans(1);
    expect(span?.attributes).toMatchObject({
      'tokenspan.stream.outcome': 'cancelled',
      'gen_ai.response.finish_reasons': ['error'],
      'tokenspan.usage.estimated.output_tokens': 2,
    });
    expect(span?.status.code).toBe(SpanStatusCode.UNSET);
    expect(Object.keys(span?.attributes ?? {}).filter((name) => name.startsWith('gen_ai.usage'))).toEqual([]);
  });

  it('counts a break after the finish reason as completed', async () => {
    const { client, tracing } = await startOpenAI(answer);
    const stream = await client.chat.completions.create({ ...parameters, stream: true });
    for await (const chunk of stream) if (chunk.choices[0]?.finish_reason) break;
    expect(tracing.llmSpans()[0]?.attributes).toMatchObject({
      'tokenspan.stream.outcome': 'completed',
      'gen_ai.response.finish_reasons': ['stop'],
    });
  });

  it.each([
    ['an error chunk', openAIErrorChunkAfterEvents(2), 'failed', 'server_error'],
    ['a drop', dropAfterEvents(2), 'failed', 'TypeError'],
    ['a silent end', truncateAfterEvents(2), 'truncated', 'truncated'],
  ])('ends with an error at %s', async (_name, fault, outcome, type) => {
    const { client, tracing } = await startOpenAI(answer, { reply: { faults: [fault] } });
    const stream = await client.chat.completions.create({ ...parameters, stream: true });
    const error: unknown = await collect(stream).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error === undefined).toBe(outcome === 'truncated');
    const [span] = tracing.llmSpans();
    expect(span?.attributes).toMatchObject({ 'tokenspan.stream.outcome': outcome, 'error.type': type });
    expect(span?.status.code).toBe(SpanStatusCode.ERROR);
  });

  it('describes HTTP errors without the key in the message, and counts retries as one call', async () => {
    const { client, tracing, provider } = await startOpenAI(answer);
    provider.reply(openAIAuthenticationError());
    const error: unknown = await client.chat.completions
      .create(parameters)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OpenAI.AuthenticationError);
    provider.reply(openAIRateLimitError({ retryAfterMs: 1 }));
    await client.chat.completions.create(parameters);
    const [refused, retried] = tracing.llmSpans();
    expect(tracing.llmSpans()).toHaveLength(2);
    expect(refused?.attributes).toMatchObject({
      'error.type': 'AuthenticationError',
      'http.response.status_code': 401,
      'tokenspan.error.code': 'invalid_api_key',
      'tokenspan.error.request_id': (error as { requestID: string }).requestID,
    });
    expect(refused?.status.message).toMatch(/Incorrect API key provided: \[redacted\]/);
    expect(retried?.attributes).toMatchObject(reported);
  });

  it('waits for every choice that was asked for', async () => {
    const { client, tracing } = await startOpenAI(
      openAIChat({ choices: ['one', { content: 'two', finishReason: 'length' }] }),
    );
    const create = { ...parameters, n: 2, stream: true as const, stream_options };
    await collect(await client.chat.completions.create(create));
    const cut = await client.chat.completions.create({ ...create, n: 3 });
    for await (const chunk of cut) if (chunk.choices[0]?.finish_reason === 'length') break;
    expect(tracing.llmSpans().map(({ attributes }) => attributes)).toMatchObject([
      { 'gen_ai.request.choice.count': 2, 'gen_ai.response.finish_reasons': ['stop', 'length'] },
      {
        'tokenspan.stream.outcome': 'cancelled',
        'gen_ai.response.finish_reasons': ['stop', 'length', 'error'],
      },
    ]);
  });

  it('hands out the very objects of the SDK', async () => {
    const { client, tracing } = await startOpenAI(answer);
    const promise = client.chat.completions.create({ ...parameters, stream: true, stream_options });
    expect(promise).toBeInstanceOf(APIPromise);
    const { data, response, request_id: requestId } = await promise.withResponse();
    expect(await promise).toBe(data);
    expect(response.headers.get('x-request-id')).toBe(requestId);
    const [left, right] = data.tee();
    expect(await collect(left)).toEqual(await collect(right));
    expect(tracing.llmSpans()).toHaveLength(1);
    expect(tracing.llmSpans()[0]?.attributes).toMatchObject(reported);
  });

  it('marks a raw response and leaves its body alone', async () => {
    const { client, tracing } = await startOpenAI(answer);
    const response = await client.chat.completions.create(parameters).asResponse();
    expect(await response.json()).toEqual(answer.body);
    expect(tracing.llmSpans()[0]?.attributes).toMatchObject({ 'tokenspan.response.raw': true });
  });

  it('names the provider by its host', async () => {
    const { provider, tracing, clientOf } = await startOpenAI(answer);
    await clientOf('https://eu.api.openai.com/v1').chat.completions.create(parameters);
    const azure = new AzureOpenAI({
      endpoint: 'https://example.openai.azure.com',
      apiVersion: '2025-01-01-preview',
      deployment: 'mini',
      apiKey: 'x',
      fetch: redirectTo(provider.url),
    });
    await azure.chat.completions.create(parameters);
    expect(provider.requests[1]?.path).toContain('/openai/deployments/mini/chat/completions');
    expect(tracing.llmSpans().map(({ attributes }) => attributes)).toMatchObject([
      { 'gen_ai.provider.name': 'openai', 'server.address': 'eu.api.openai.com', 'server.port': 443 },
      { 'gen_ai.provider.name': 'azure.ai.openai', 'server.address': 'example.openai.azure.com' },
    ]);
  });

  it('lets a guard refuse before anything is sent, as the rejection of the promise of the SDK', async () => {
    const refusal = new Error('over budget');
    const guard = (): Promise<void> => Promise.reject(refusal);
    const { client, tracing, provider } = await startOpenAI(answer, { config: { hooks: [{ guard }] } });
    const calls = [
      client.chat.completions.create(parameters),
      client.chat.completions.parse(parameters),
      client.embeddings.create({ model: 'm', input: 'x' }),
      client.responses.create({ model: 'm', input: 'x' }),
      client.responses.retrieve('resp_1', { stream: true }),
    ];
    const results = await Promise.allSettled(calls);
    expect(results.map((result) => result.status === 'rejected' && result.reason === refusal)).toEqual(
      calls.map(() => true),
    );
    expect(provider.requests).toHaveLength(0);
    expect(tracing.llmSpans()).toHaveLength(calls.length);
  });
});
