import { SpanStatusCode, trace } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { openAIChat, stallAfterEvents } from '@tokenspan/fake-provider';
import OpenAI, { APIPromise } from 'openai';
import { LengthFinishReasonError } from 'openai/error';
import { makeParseableTool } from 'openai/lib/parser';
import { describe, expect, it } from 'vitest';
import { compareToControl, messages, startOpenAI } from './openai-fixture.ts';

const parameters = { model: 'gpt-4o-mini', messages };
const usage = { prompt_tokens: 12, completion_tokens: 6 };
const reported = { 'gen_ai.usage.input_tokens': 12, 'gen_ai.usage.output_tokens': 6 };
const format = {
  type: 'json_schema' as const,
  json_schema: { name: 'answer', schema: { type: 'object', properties: {} } },
};

describe('chat.completions.parse', () => {
  const answer = openAIChat({ choices: ['{"word":"hi"}'], usage });

  it('is one span with usage, and gives what it gives without', async () => {
    const fixture = await startOpenAI(answer);
    const { watched, control } = await compareToControl(fixture, () =>
      fixture.client.chat.completions.parse({ ...parameters, response_format: format }),
    );
    expect(watched).toEqual(control);
    expect(fixture.tracing.llmSpans()).toHaveLength(1);
    expect(fixture.tracing.llmSpans()[0]?.attributes).toMatchObject({
      ...reported,
      'gen_ai.output.type': 'json',
      'gen_ai.response.finish_reasons': ['stop'],
    });
  });

  it('counts an answer that the helper refuses as the answer that it is', async () => {
    const cut = openAIChat({ choices: [{ content: '{"wo', finishReason: 'length' }], usage });
    const { client, tracing } = await startOpenAI(cut);
    const parsing = client.chat.completions.parse({ ...parameters, response_format: format });
    await expect(parsing).rejects.toBeInstanceOf(LengthFinishReasonError);
    expect(tracing.llmSpans()[0]?.attributes).toMatchObject({
      ...reported,
      'gen_ai.response.finish_reasons': ['length'],
    });
    expect(tracing.llmSpans()[0]?.attributes).not.toHaveProperty('error.type');
  });

  it('keeps what the promise has: withResponse, asResponse, an error of the provider', async () => {
    const { client, tracing } = await startOpenAI(answer);
    const promise = client.chat.completions.parse(parameters);
    expect(promise).toBeInstanceOf(APIPromise);
    const { data, response } = await promise.withResponse();
    expect([data.id, response.status]).toEqual([answer.body['id'], 200]);
    const raw = await client.chat.completions.parse(parameters).asResponse();
    expect(await raw.json()).toEqual(answer.body);
    const missing = { model: 'm' } as unknown as typeof parameters;
    await expect(client.chat.completions.parse(missing)).rejects.toBeInstanceOf(OpenAI.BadRequestError);
    expect(tracing.llmSpans().map((span) => span.attributes['error.type'])).toEqual([
      undefined,
      undefined,
      'BadRequestError',
    ]);
    expect(tracing.llmSpans()[1]?.attributes).toMatchObject({ 'tokenspan.response.raw': true });
  });
});

describe('chat.completions.stream', () => {
  it('is one span, whichever way the helper is read', async () => {
    const fixture = await startOpenAI(openAIChat({ choices: ['Hello there'], usage }));
    const { watched, control } = await compareToControl(fixture, async () => {
      const helper = fixture.client.chat.completions.stream(parameters);
      const chunks: unknown[] = [];
      for await (const chunk of helper) chunks.push(chunk);
      return { chunks, final: await helper.finalChatCompletion() };
    });
    expect(watched).toEqual(control);
    expect(watched.final.choices[0]?.message.content).toBe('Hello there');
    expect(fixture.tracing.llmSpans()).toHaveLength(1);
    expect(fixture.tracing.llmSpans()[0]?.attributes).toMatchObject({
      'tokenspan.stream.outcome': 'completed',
      'gen_ai.response.finish_reasons': ['stop'],
    });
  });
});

describe('chat.completions.runTools', () => {
  const asks = openAIChat({
    choices: [{ toolCalls: [{ name: 'get_weather', arguments: { city: 'Zürich' } }] }],
    usage,
  });
  const answers = openAIChat({ choices: ['It rains.'], usage });
  const tools = [
    {
      type: 'function' as const,
      function: {
        name: 'get_weather',
        description: 'Tells the weather',
        parameters: { type: 'object', properties: { city: { type: 'string' } } },
        parse: JSON.parse,
        function: ({ city }: { city: string }) => `rain in ${city}`,
      },
    },
  ];

  it.each([{ stream: false as const }, { stream: true as const }])(
    'is one LLM span for each HTTP call, %o',
    async ({ stream }) => {
      const fixture = await startOpenAI(({ body }) =>
        (body['messages'] as unknown[]).length > 1 ? answers : asks,
      );
      const { watched, control } = await compareToControl(fixture, async () => {
        const runner = stream
          ? fixture.client.chat.completions.runTools({ ...parameters, tools, stream })
          : fixture.client.chat.completions.runTools({ ...parameters, tools, stream });
        return { content: await runner.finalContent(), messages: runner.messages };
      });
      expect(watched).toEqual(control);
      expect(watched.content).toBe('It rains.');
      expect(fixture.provider.requests).toHaveLength(4);
      expect(
        fixture.tracing.llmSpans().map((span) => span.attributes['gen_ai.response.finish_reasons']),
      ).toEqual([['tool_call'], ['stop']]);
    },
  );

  it('has one parent of the calls of the model and the runs of the tools, and leaves the tools alone', async () => {
    const { client, tracing } = await startOpenAI(({ body }) =>
      (body['messages'] as unknown[]).length > 1 ? answers : asks,
    );
    const seen: unknown[] = [];
    const body = Object.freeze({
      ...tools[0]!.function,
      function(this: unknown, { city }: { city: string }) {
        seen.push(this, trace.getActiveSpan()?.spanContext().spanId);
        return `rain in ${city}`;
      },
    });
    const runner = client.chat.completions.runTools({
      ...parameters,
      tools: Object.freeze([Object.freeze({ type: 'function' as const, function: body })]) as never,
    });
    expect(await runner.finalContent()).toBe('It rains.');
    const byName = (name: string): ReadableSpan[] => tracing.spans().filter((span) => span.name === name);
    const [agent] = byName('invoke_agent');
    const [tool] = byName('execute_tool get_weather');
    expect(byName('invoke_agent')).toHaveLength(1);
    expect(tracing.spans()).toHaveLength(4);
    expect(seen).toEqual([body, tool?.spanContext().spanId]);
    expect(seen[0]).toBe(body);
    for (const span of [...byName('chat gpt-4o-mini'), tool]) {
      expect(span?.parentSpanContext?.spanId).toBe(agent?.spanContext().spanId);
    }
    expect(agent?.attributes).toEqual({
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.request.model': 'gpt-4o-mini',
    });
    expect(tool?.attributes).toMatchObject({
      'gen_ai.tool.name': 'get_weather',
      'gen_ai.tool.type': 'function',
    });
  });

  it('runs tools of the zod helper, and ends both spans with the error of a tool', async () => {
    const { client, tracing } = await startOpenAI(asks);
    const failing = makeParseableTool(
      { type: 'function', function: { name: 'get_weather', parameters: {} } },
      {
        parser: JSON.parse as (text: string) => unknown,
        callback: () => {
          throw new RangeError('a secret of the caller');
        },
      },
    );
    const runner = client.chat.completions.runTools({ ...parameters, tools: [failing as never] });
    await expect(runner.finalContent()).rejects.toThrow('a secret of the caller');
    const errors = tracing
      .spans()
      .map((span) => [span.name, span.attributes['error.type'], span.status.message]);
    expect(errors).toEqual([
      ['chat gpt-4o-mini', undefined, undefined],
      ['execute_tool get_weather', 'RangeError', undefined],
      ['invoke_agent', 'OpenAIError', undefined],
    ]);
  });

  it('ends the parent of a runner that the caller aborts, and that is no error', async () => {
    const { client, tracing, provider } = await startOpenAI(asks, {
      reply: { faults: [stallAfterEvents(1)] },
    });
    const runner = client.chat.completions.runTools({ ...parameters, tools, stream: true });
    await provider.waitForRequest();
    runner.abort();
    await expect(runner.finalContent()).rejects.toBeInstanceOf(OpenAI.APIUserAbortError);
    const agent = tracing.spans().find(({ name }) => name === 'invoke_agent');
    expect(agent?.status.code).toBe(SpanStatusCode.UNSET);
  });
});
