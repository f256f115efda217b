import { SpanStatusCode } from '@opentelemetry/api';
import {
  openAIErrorEventAfterEvents,
  openAIReply,
  openAIResponse,
  truncateAfterEvents,
} from '@tokenspan/fake-provider';
import type { Outcome, Response } from '@tokenspan/streams';
import { describe, expect, it } from 'vitest';
import { collect, compareToControl, startOpenAI } from './openai-fixture.ts';

const usage = {
  input_tokens: 50,
  output_tokens: 20,
  input_tokens_details: { cached_tokens: 30, cache_write_tokens: 10 },
  output_tokens_details: { reasoning_tokens: 5 },
};
const answer = openAIResponse({
  usage,
  items: [
    { type: 'reasoning', summaries: ['Thinking.'] },
    { type: 'web_search_call', query: 'Wetter in Zürich' },
    'It rains.',
  ],
});
const reported = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.response.model': 'gpt-4o-mini-2024-07-18',
  'gen_ai.response.finish_reasons': ['stop'],
  'gen_ai.usage.input_tokens': 50,
  'gen_ai.usage.output_tokens': 20,
  'gen_ai.usage.cache_read.input_tokens': 30,
  'gen_ai.usage.cache_write.input_tokens': 10,
  'gen_ai.usage.reasoning.output_tokens': 5,
  'openai.api.type': 'responses',
  'openai.response.service_tier': 'default',
};
const parameters = { model: 'gpt-4o-mini', input: 'Weather?' };
const streaming = { ...parameters, stream: true as const };

describe('responses.create', () => {
  it('makes one span of a plain answer', async () => {
    const { client, tracing } = await startOpenAI(answer);
    const { id } = await client.responses.create({
      ...parameters,
      max_output_tokens: 99,
      reasoning: { effort: 'high' },
      previous_response_id: 'resp_0',
      conversation: { id: 'conv_1' },
      service_tier: 'priority',
      text: { format: { type: 'text' } },
    });
    expect(tracing.spans()).toHaveLength(1);
    expect(tracing.spans()[0]?.attributes).toMatchObject({
      ...reported,
      'gen_ai.response.id': id,
      'gen_ai.request.max_tokens': 99,
      'gen_ai.request.reasoning.level': 'high',
      'gen_ai.request.previous_response.id': 'resp_0',
      'gen_ai.conversation.id': 'conv_1',
      'gen_ai.output.type': 'text',
      'openai.request.service_tier': 'priority',
    });
  });

  it('reads a stream out', async () => {
    const { client, tracing } = await startOpenAI(answer);
    await collect(await client.responses.create(streaming));
    expect(tracing.llmSpans()).toHaveLength(1);
    expect(tracing.llmSpans()[0]?.attributes).toMatchObject({
      ...reported,
      'tokenspan.stream.outcome': 'completed',
    });
  });

  it('is one span through the helpers, which give what they give without', async () => {
    const fixture = await startOpenAI(answer);
    const { watched, control } = await compareToControl(fixture, async () => {
      const helper = fixture.client.responses.stream(parameters);
      const events = await collect(helper);
      return [events, await helper.finalResponse(), await fixture.client.responses.parse(parameters)];
    });
    expect(watched).toEqual(control);
    expect(fixture.tracing.llmSpans().map(({ attributes }) => attributes)).toMatchObject([
      reported,
      reported,
    ]);
  });

  it('says tool_call where the program has to go on, length where the tokens ran out', async () => {
    const { client, tracing, provider } = await startOpenAI(answer);
    const finish = async (description: Parameters<typeof openAIResponse>[0]): Promise<unknown> => {
      provider.reply(openAIReply(openAIResponse(description)));
      await collect(await client.responses.create(streaming));
      const { attributes, status } = tracing.llmSpans().at(-1)!;
      return [
        attributes['gen_ai.response.finish_reasons'],
        attributes['tokenspan.stream.outcome'],
        status.code,
      ];
    };
    const call = { type: 'function_call', name: 'f', arguments: {} } as const;
    expect(await finish({ items: [call] })).toEqual([['tool_call'], 'completed', SpanStatusCode.UNSET]);
    expect(await finish({ status: 'incomplete' })).toEqual([['length'], 'completed', SpanStatusCode.UNSET]);
    expect(await finish({ status: 'incomplete', incompleteReason: 'content_filter' })).toEqual([
      ['content_filter'],
      'completed',
      SpanStatusCode.UNSET,
    ]);
  });

  it.each([{ stream: false }, { stream: true }])(
    'marks a failed answer as an error, %o',
    async ({ stream }) => {
      const outcomes: Outcome[] = [];
      const hook = {
        settled: (_: unknown, _response: Response | undefined, outcome: Outcome) =>
          void outcomes.push(outcome),
      };
      const error = { code: 'rate_limit_exceeded', message: 'Key sk-abcdef123456 is over its limit.' };
      const { client, tracing } = await startOpenAI(openAIResponse({ status: 'failed', error }), {
        config: { hooks: [hook] },
      });
      if (stream) await collect(await client.responses.create(streaming));
      else await client.responses.create(parameters);
      const [span] = tracing.llmSpans();
      expect(span?.status).toEqual({
        code: SpanStatusCode.ERROR,
        message: 'Key [redacted] is over its limit.',
      });
      expect(span?.attributes).toMatchObject({
        'error.type': 'rate_limit_exceeded',
        'tokenspan.error.code': 'rate_limit_exceeded',
        'gen_ai.response.finish_reasons': ['error'],
      });
      expect(outcomes).toEqual(['failed']);
    },
  );

  it('ends with the code of an error event, and as truncated where the end never came', async () => {
    const { client, tracing, provider } = await startOpenAI(answer);
    provider.reply(openAIReply(answer, { faults: [openAIErrorEventAfterEvents(5, 'server_overloaded')] }));
    const stream = await client.responses.create(streaming);
    await expect(collect(stream)).rejects.toMatchObject({ code: 'server_overloaded' });
    provider.reply(openAIReply(answer, { faults: [truncateAfterEvents(6)] }));
    await collect(await client.responses.create(streaming));
    const [failed, cut] = tracing.llmSpans();
    expect(failed?.attributes).toMatchObject({
      'error.type': 'server_overloaded',
      'tokenspan.stream.outcome': 'failed',
      'gen_ai.response.id': answer.body['id'],
    });
    expect(cut?.status.code).toBe(SpanStatusCode.ERROR);
    expect(cut?.attributes).toMatchObject({ 'tokenspan.stream.outcome': 'truncated' });
  });

  it('books a background response once, where it is fetched, for the hooks only', async () => {
    const fetched: (Response | undefined)[] = [];
    const hook = { settled: (_: unknown, response: Response | undefined) => void fetched.push(response) };
    const whole = openAIResponse({ id: 'resp_background', usage, items: ['It rains.'] });
    const { client, tracing, provider } = await startOpenAI(whole, { config: { hooks: [hook] } });
    provider.reply({ status: 200, body: openAIResponse({ id: 'resp_background', status: 'queued' }).body });
    const queued = await client.responses.create({ ...parameters, background: true });
    expect(queued.status).toBe('queued');
    await client.responses.retrieve(queued.id);
    const events = await collect(
      await client.responses.retrieve(queued.id, { stream: true, starting_after: 2 }),
    );
    expect(events.at(-1)?.type).toBe('response.completed');
    const [created, read] = tracing.llmSpans();
    expect(tracing.llmSpans()).toHaveLength(2);
    expect(created?.attributes).not.toHaveProperty(['gen_ai.response.finish_reasons']);
    expect(created?.attributes).not.toHaveProperty(['tokenspan.usage.estimated.output_tokens']);
    expect(read?.name).toBe('fetch_response');
    expect(read?.attributes).toMatchObject({
      'gen_ai.operation.name': 'fetch_response',
      'gen_ai.request.stream_cursor': '2',
      'gen_ai.response.id': whole.body['id'],
      'gen_ai.response.finish_reasons': ['stop'],
      'tokenspan.stream.outcome': 'completed',
    });
    expect(Object.keys(read?.attributes ?? {}).filter((name) => name.includes('.usage.'))).toEqual([]);
    expect(fetched[0]?.pending).toBe(true);
    expect(fetched[1]?.usage).toMatchObject({ inputTokens: 50, outputTokens: 20 });
    await collect(await client.responses.retrieve(queued.id, { stream: true }));
    expect(fetched[2]?.id).toBe('resp_background');
    expect(fetched[2]?.usage).toBeUndefined();
    expect((await tracing.readMetrics()).get('gen_ai.client.token.usage')).toBeUndefined();
  });

  it('covers beta.responses', async () => {
    const { client, tracing } = await startOpenAI(answer);
    await client.beta.responses.create(parameters);
    await collect(await client.beta.responses.create(streaming));
    expect(tracing.llmSpans().map(({ attributes }) => attributes)).toMatchObject([reported, reported]);
  });
});
