import { openAIChat, openAICompletion } from '@tokenspan/fake-provider';
import type {
  ChatCompletionChunk,
  ChatCompletionCreateParamsStreaming,
} from 'openai/resources/chat/completions';
import { describe, expect, it } from 'vitest';
import { collect, compareToControl, messages, startOpenAI } from './openai-fixture.ts';
import type { OpenAIFixture } from './openai-fixture.ts';

const usage = { prompt_tokens: 22, completion_tokens: 9 };
const answer = openAIChat({ choices: ['South Atlantic, 世界'], usage });
const parameters: ChatCompletionCreateParamsStreaming = { model: 'gpt-4o-mini', messages, stream: true };
const exact = {
  'gen_ai.usage.input_tokens': 22,
  'gen_ai.usage.output_tokens': 9,
  'gen_ai.response.finish_reasons': ['stop'],
  'tokenspan.stream.outcome': 'completed',
};
const openAI = 'https://api.openai.com/v1';
const azure = 'https://example.openai.azure.com/openai/v1';

type Reading = (fixture: OpenAIFixture, baseURL: string) => Promise<unknown>;

const readings: Record<string, Reading> = {
  'for await': async ({ clientOf }, baseURL) =>
    collect(await clientOf(baseURL).chat.completions.create(parameters)),
  withResponse: async ({ clientOf }, baseURL) => {
    const { data, response } = await clientOf(baseURL).chat.completions.create(parameters).withResponse();
    return [response.status, await collect(data)];
  },
  'own stream options': async ({ clientOf }, baseURL) => {
    const stream_options = { include_obfuscation: false };
    return collect(await clientOf(baseURL).chat.completions.create({ ...parameters, stream_options }));
  },
  tee: async ({ clientOf }, baseURL) => {
    const branches = (await clientOf(baseURL).chat.completions.create(parameters)).tee();
    return Promise.all(branches.map(collect));
  },
  toReadableStream: async ({ clientOf }, baseURL) => {
    const stream = await clientOf(baseURL).chat.completions.create(parameters);
    return new Response(stream.toReadableStream()).text();
  },
  'concurrent next()': async ({ clientOf }, baseURL) => {
    const stream = await clientOf(baseURL).chat.completions.create(parameters);
    const iterator = stream[Symbol.asyncIterator]();
    return Promise.all(Array.from({ length: 12 }, () => iterator.next()));
  },
  'next() and return() at once': async ({ clientOf }, baseURL) => {
    const stream = await clientOf(baseURL).chat.completions.create(parameters);
    const iterator = stream[Symbol.asyncIterator]();
    return Promise.all([iterator.next(), iterator.next(), iterator.return?.(), iterator.next()]);
  },
  'the stream helper': async ({ clientOf }, baseURL) => {
    const { stream: _, ...rest } = parameters;
    const helper = clientOf(baseURL).chat.completions.stream(rest);
    const chunks = await collect(helper);
    return [chunks, await helper.finalChatCompletion(), await helper.totalUsage()];
  },
};

describe('the hidden usage', () => {
  describe.each([openAI, azure])('%s', (baseURL) => {
    it.each(Object.entries(readings))('gives the caller what the control gets: %s', async (name, read) => {
      const fixture = await startOpenAI(
        openAIChat({ choices: ['South Atlantic'], azurePromptFilter: baseURL === azure, usage }),
      );
      const { watched, control } = await compareToControl(fixture, () => read(fixture, baseURL));
      expect(watched).toStrictEqual(control);
      const [ours, theirs] = fixture.provider.requests;
      expect(ours?.body['stream_options']).toMatchObject({ include_usage: true });
      const { stream_options: _ours, ...rest } = ours?.body ?? {};
      const { stream_options: _theirs, ...expected } = theirs?.body ?? {};
      expect(rest).toEqual(expected);
      const cut = name.includes('return()');
      expect(fixture.tracing.llmSpans()).toHaveLength(1);
      expect(fixture.tracing.llmSpans()[0]?.attributes).toMatchObject(
        cut ? { 'tokenspan.stream.outcome': 'cancelled' } : exact,
      );
    });
  });

  it('runs the loop that reads a delta from every chunk', async () => {
    const { clientOf, tracing } = await startOpenAI(answer);
    const stream = await clientOf(openAI).chat.completions.create(parameters);
    let text = '';
    for await (const chunk of stream)
      text += (chunk.choices[0] as ChatCompletionChunk.Choice).delta.content ?? '';
    expect(text).toBe('South Atlantic, 世界');
    expect(tracing.llmSpans()[0]?.attributes).toMatchObject(exact);
  });

  it('changes nothing that the caller holds', async () => {
    const { clientOf } = await startOpenAI(answer);
    const given = Object.freeze({
      ...parameters,
      stream_options: Object.freeze({ include_obfuscation: true }),
    });
    await collect(await clientOf(openAI).chat.completions.create(given));
    expect(given.stream_options).toEqual({ include_obfuscation: true });
  });

  it.each([true, false])('gives a caller who said include_usage: %s just that', async (asked) => {
    const fixture = await startOpenAI(answer);
    const stream_options = { include_usage: asked };
    const { watched, control } = await compareToControl(fixture, async () =>
      collect(await fixture.clientOf(openAI).chat.completions.create({ ...parameters, stream_options })),
    );
    expect(watched).toStrictEqual(control);
    expect(fixture.provider.requests[0]?.body).toEqual(fixture.provider.requests[1]?.body);
    expect(watched.some((chunk) => chunk.usage)).toBe(asked);
  });

  it('leaves the request to another host as it is, and estimates apart', async () => {
    const fixture = await startOpenAI(answer);
    await compareToControl(fixture, async () =>
      collect(await fixture.client.chat.completions.create(parameters)),
    );
    expect(fixture.provider.requests[0]?.text).toBe(fixture.provider.requests[1]?.text);
    const attributes = fixture.tracing.llmSpans()[0]?.attributes ?? {};
    expect(Object.keys(attributes).filter((name) => name.startsWith('gen_ai.usage'))).toEqual([]);
    expect(attributes['tokenspan.usage.estimated.output_tokens']).toBe(6);
    expect(attributes['tokenspan.usage.estimated.input_tokens']).toBeGreaterThan(5);
    expect((await fixture.tracing.readMetrics()).get('gen_ai.client.token.usage')).toBeUndefined();
  });

  it('asks every host with always', async () => {
    const fixture = await startOpenAI(answer, { config: { streamUsage: 'always' } });
    const { watched, control } = await compareToControl(fixture, async () =>
      collect(await fixture.client.chat.completions.create(parameters)),
    );
    expect(watched).toStrictEqual(control);
    expect(fixture.tracing.llmSpans()[0]?.attributes).toMatchObject(exact);
  });

  it('asks no host with never', async () => {
    const { clientOf, provider, instrumentation } = await startOpenAI(answer, {
      config: { streamUsage: 'never' },
    });
    await collect(await clientOf(openAI).chat.completions.create(parameters));
    expect(provider.requests[0]?.body).not.toHaveProperty('stream_options');
    expect(() => instrumentation.setConfig({ streamUsage: 'sometimes' as 'auto' })).toThrow(
      /option "streamUsage" must be "auto", "always", "never"/,
    );
  });

  it('leaves a plain request alone, and one whose body stands in the request options', async () => {
    const { clientOf, provider } = await startOpenAI(answer);
    await clientOf(openAI).chat.completions.create({ ...parameters, stream: false });
    const body = { ...parameters, model: 'another' };
    await collect(await clientOf(openAI).chat.completions.create(parameters, { body }));
    expect(provider.requests.map((request) => 'stream_options' in request.body)).toEqual([false, false]);
  });

  it('still hides the chunk when the operation ended before the stream was there', async () => {
    const fixture = await startOpenAI(answer);
    const promise = fixture.clientOf(openAI).chat.completions.create(parameters);
    await promise.asResponse();
    await fixture.tracing.provider.shutdown();
    const chunks = await collect(await promise);
    expect(chunks.every((chunk) => chunk.choices.length === 1 && !('usage' in chunk))).toBe(true);
  });

  it('asks for the usage of legacy completions too', async () => {
    const fixture = await startOpenAI(openAICompletion({ texts: ['one', 'two'] }));
    const { watched, control } = await compareToControl(fixture, async () =>
      collect(
        await fixture
          .clientOf(openAI)
          .completions.create({ model: 'gpt-3.5-turbo-instruct', prompt: ['a', 'b'], stream: true }),
      ),
    );
    expect(watched).toStrictEqual(control);
    expect(fixture.tracing.llmSpans()[0]?.attributes).toMatchObject({
      'gen_ai.operation.name': 'text_completion',
      'gen_ai.usage.input_tokens': 8,
      'gen_ai.response.finish_reasons': ['stop', 'stop'],
    });
  });
});
