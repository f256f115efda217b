import Anthropic from '@anthropic-ai/sdk';
import { SamplingDecision } from '@opentelemetry/sdk-trace-node';
import {
  anthropicMessage,
  anthropicReply,
  authenticationError,
  errorEventAfterEvents,
  openAIEmbeddings,
  openAIReply,
  truncateAfterEvents,
} from '@tokenspan/fake-provider';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { startRecording } from './start-recording.ts';
import type { Recording } from './start-recording.ts';
import { calls } from './subjects.ts';

const details = 'gen_ai.client.inference.operation.details';
const exception = 'gen_ai.client.operation.exception';
const texts = {
  system: 's',
  user: 'u',
  argument: 'a',
  result: 'r',
  description: 'd',
  answer: 'answer',
  asked: 'q',
  key: 'sk-test',
  header: 'h',
};
const message = anthropicMessage({ blocks: ['Hello'] });

async function callAnthropic(
  { provider }: Recording,
  stream = true,
  fetchOption?: typeof fetch,
): Promise<void> {
  const client = new Anthropic({
    baseURL: provider.url,
    apiKey: 'sk-test',
    maxRetries: 0,
    ...(fetchOption && { fetch: fetchOption }),
  });
  const parameters = {
    model: 'claude-sonnet-5',
    max_tokens: 8,
    messages: [{ role: 'user' as const, content: 'Hi' }],
  };
  const answer = await client.messages.create({ ...parameters, stream });
  if (Symbol.asyncIterator in answer) for await (const _ of answer);
}

describe('the details event', () => {
  it.each(calls)(
    'has what the span has, once, in the context of the span: %s',
    async (_name, subject, stream) => {
      await using recording = await startRecording();
      await subject.call(recording.provider, texts, stream);
      const [span] = await recording.tracing.waitForLlmSpans(1);
      expect(recording.records).toHaveLength(1);
      const [event] = recording.events(details);
      expect(event).toMatchObject({ severityNumber: 5, severityText: 'DEBUG', attributes: span!.attributes });
      expect(event!.body).toBeUndefined();
      expect(Object.keys(event!.attributes).toSorted()).toEqual(Object.keys(span!.attributes).toSorted());
      expect(event!.spanContext).toMatchObject({
        traceId: span!.spanContext().traceId,
        spanId: span!.spanContext().spanId,
      });
      expect(event!.instrumentationScope.name).toBe(span!.instrumentationScope.name);
    },
  );

  it('is not emitted for embeddings, which are no inference', async () => {
    await using recording = await startRecording();
    recording.provider.reply(openAIReply(openAIEmbeddings({})));
    const client = new OpenAI({ baseURL: `${recording.provider.url}/v1`, apiKey: 'sk-test' });
    await client.embeddings.create({ model: 'text-embedding-3-small', input: 'Hi' });
    await recording.tracing.waitForLlmSpans(1);
    expect(recording.records).toEqual([]);
  });

  it('is emitted for a call whose span was not sampled', async () => {
    const sampler = { shouldSample: () => ({ decision: SamplingDecision.NOT_RECORD }) };
    await using recording = await startRecording({ sampler, config: { captureMessageContent: 'event' } });
    recording.provider.reply(anthropicReply(message, { stream: true }));
    await callAnthropic(recording);
    expect(recording.tracing.spans()).toEqual([]);
    const [event] = recording.events(details);
    expect(event!.attributes).toMatchObject({
      'gen_ai.response.model': 'claude-sonnet-4-5-20250929',
      'gen_ai.input.messages': [{ role: 'user', parts: [{ type: 'text', content: 'Hi' }] }],
    });
  });
});

describe('the exception event', () => {
  it('has the class and the provider message of an HTTP error', async () => {
    await using recording = await startRecording();
    recording.provider.reply(authenticationError());
    await expect(callAnthropic(recording)).rejects.toThrow(Anthropic.AuthenticationError);
    const [span] = await recording.tracing.waitForLlmSpans(1);
    expect(recording.records.map(({ eventName }) => eventName)).toEqual([details, exception]);
    expect(recording.events(details)[0]!.attributes).toMatchObject({
      'error.type': 'AuthenticationError',
      'http.response.status_code': 401,
    });
    const [event] = recording.events(exception);
    expect(event).toMatchObject({ severityNumber: 13, severityText: 'WARN' });
    expect(event!.attributes).toEqual({
      'exception.type': 'AuthenticationError',
      'exception.message': span!.status.message,
    });
    expect(span!.status.message).toBeTypeOf('string');
    expect(event!.spanContext?.spanId).toBe(span!.spanContext().spanId);
    expect(span!.events).toEqual([]);
  });

  it('has no message where that is not captured', async () => {
    await using recording = await startRecording({ config: { captureErrorMessage: false } });
    recording.provider.reply(authenticationError());
    await expect(callAnthropic(recording)).rejects.toThrow(Anthropic.AuthenticationError);
    await recording.tracing.waitForLlmSpans(1);
    expect(recording.events(exception)[0]!.attributes).toEqual({ 'exception.type': 'AuthenticationError' });
  });

  it('has the class of what was thrown, also where error.type is the code of the provider', async () => {
    await using recording = await startRecording();
    recording.provider.reply(anthropicReply(message, { stream: true, faults: [errorEventAfterEvents(3)] }));
    await expect(callAnthropic(recording)).rejects.toThrow(Anthropic.APIError);
    await recording.tracing.waitForLlmSpans(1);
    expect(recording.events(details)[0]!.attributes['error.type']).toBe('overloaded_error');
    expect(recording.events(exception)[0]!.attributes['exception.type']).toBe('APIError');
  });

  it('says truncated of a stream that ends too early without an error', async () => {
    await using recording = await startRecording();
    recording.provider.reply(anthropicReply(message, { stream: true, faults: [truncateAfterEvents(3)] }));
    await callAnthropic(recording);
    await recording.tracing.waitForLlmSpans(1);
    expect(recording.events(exception).map(({ attributes }) => attributes)).toEqual([
      { 'exception.type': 'truncated' },
    ]);
  });

  it('is not emitted for a call that the caller cancelled', async () => {
    await using recording = await startRecording();
    recording.provider.reply(anthropicReply(message, { stream: true }));
    const client = new Anthropic({ baseURL: recording.provider.url, apiKey: 'sk-test' });
    const messages = [{ role: 'user' as const, content: 'Hi' }];
    const stream = await client.messages.create({ model: 'm', max_tokens: 8, messages, stream: true });
    for await (const _ of stream) break;
    await recording.tracing.waitForLlmSpans(1);
    expect(recording.records.map(({ eventName }) => eventName)).toEqual([details]);
    expect(recording.records[0]!.attributes['tokenspan.stream.outcome']).toBe('cancelled');
  });
});

describe('a logger that fails', () => {
  it.each(['emit', 'enabled'])('does no harm to the call or to the span: %s', async (method) => {
    await using recording = await startRecording({ logging: false });
    const fail = (): never => {
      throw new Error('injected fault');
    };
    const logger = { emit: () => {}, enabled: () => true, [method]: fail };
    for (const instrumentation of recording.instrumentations) {
      instrumentation.setLoggerProvider({ getLogger: () => logger });
    }
    recording.provider.reply(anthropicReply(message, { stream: true }));
    await callAnthropic(recording);
    const spans = await recording.tracing.waitForLlmSpans(1);
    expect(spans.map(({ attributes }) => attributes['tokenspan.stream.outcome'])).toEqual(['completed']);
  });
});
