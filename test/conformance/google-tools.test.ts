import { setImmediate as nextTurn } from 'node:timers/promises';
import { GoogleGenAI } from '@google/genai';
import type { CallableTool, FunctionCall, Part } from '@google/genai';
import { trace } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { countOpenOperations } from '@tokenspan/core';
import {
  geminiAnswer,
  geminiInternalError,
  respondLikeGoogle,
  startFakeProvider,
} from '@tokenspan/fake-provider';
import type { FakeProvider } from '@tokenspan/fake-provider';
import { GoogleGenAIInstrumentation } from '@tokenspan/instrumentation-google-genai';
import * as one from 'google-genai-1';
import * as two from 'google-genai-2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTracing } from '../support/tracing.ts';
import type { Tracing } from '../support/tracing.ts';
import { describeRejection } from './row.ts';

const model = 'gemini-2.5-flash';
const ask = (city: string, id: string): object => ({
  functionCall: { id, name: 'get_weather', args: { city } },
});

/** A tool with a private field, as a class of the caller may have. */
class WeatherTool implements CallableTool {
  readonly #asked: string[] = [];
  readonly activeSpans: (string | undefined)[] = [];
  readonly error: Error | undefined;

  constructor(error?: Error) {
    this.error = error;
  }

  get asked(): string[] {
    return this.#asked;
  }

  async tool() {
    const parameters = { type: 'OBJECT' as never, properties: { city: { type: 'STRING' as never } } };
    await nextTurn();
    return { functionDeclarations: [{ name: 'get_weather', description: 'Tells the weather', parameters }] };
  }

  async callTool(calls: FunctionCall[]): Promise<Part[]> {
    this.activeSpans.push((trace.getActiveSpan() as ReadableSpan | undefined)?.name);
    await nextTurn();
    if (this.error) throw this.error;
    return calls.map(({ id, name, args }) => {
      this.#asked.push(String(args?.['city']));
      return { functionResponse: { ...(id && { id }), ...(name && { name }), response: { sky: 'sunny' } } };
    });
  }
}

const versions = [
  { version: '3.1', Client: GoogleGenAI },
  { version: '2.32', Client: two.GoogleGenAI as unknown as typeof GoogleGenAI },
  { version: '1.52', Client: one.GoogleGenAI as unknown as typeof GoogleGenAI },
];

describe.each(versions)('automatic function calling of $version', ({ Client }) => {
  let tracing: Tracing;
  let provider: FakeProvider;
  let instrumentation: GoogleGenAIInstrumentation;

  beforeEach(async () => {
    tracing = startTracing();
    provider = await startFakeProvider();
    instrumentation = new GoogleGenAIInstrumentation();
    instrumentation.instrument(Client);
  });
  afterEach(async () => {
    instrumentation.disable();
    await provider.close();
    await tracing[Symbol.asyncDispose]();
  });

  function answerInTurn(...parts: (string | object)[][]): void {
    const answers = parts.map((each) => geminiAnswer({ parts: each as never }));
    provider.replyWith(respondLikeGoogle(() => answers.shift() ?? geminiAnswer()));
  }

  function createClient(): GoogleGenAI {
    return new Client({ apiKey: 'test', httpOptions: { baseUrl: provider.url } });
  }

  function find(operation: string): ReadableSpan[] {
    return tracing.spans().filter(({ attributes }) => attributes['gen_ai.operation.name'] === operation);
  }

  function expectNested(llmCalls: number, toolRuns: number): void {
    const [agent, ...others] = find('invoke_agent');
    const parent = agent?.spanContext().spanId;
    expect(others).toEqual([]);
    expect(agent).toMatchObject({ name: 'invoke_agent', kind: 0, ended: true });
    expect(tracing.llmSpans().map((span) => span.parentSpanContext?.spanId)).toEqual(
      Array(llmCalls).fill(parent),
    );
    expect(find('execute_tool').map((span) => span.parentSpanContext?.spanId)).toEqual(
      Array(toolRuns).fill(parent),
    );
  }

  it('makes one parent, two calls and one run of a tool in a chat', async () => {
    answerInTurn([ask('Paris', 'c1')], ['Sunny.']);
    const tool = new WeatherTool();
    const chat = createClient().chats.create({ model, config: { tools: [tool] } });
    const { text } = await chat.sendMessage({ message: 'How is the weather?' });
    expect([text, tool.asked, tool.activeSpans]).toEqual(['Sunny.', ['Paris'], ['execute_tool get_weather']]);
    expectNested(2, 1);
    expect(find('execute_tool')[0]).toMatchObject({
      name: 'execute_tool get_weather',
      kind: 0,
      attributes: {
        'gen_ai.tool.name': 'get_weather',
        'gen_ai.tool.call.id': 'c1',
        'gen_ai.tool.type': 'function',
      },
    });
    expect(find('invoke_agent')[0]?.attributes).toEqual({
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.request.model': model,
    });
  });

  it('makes them in a stream, and leaves the context of the caller', async () => {
    answerInTurn([ask('Paris', 'c1')], [['Sun', 'ny.']]);
    const tool = new WeatherTool();
    const chat = createClient().chats.create({ model, config: { tools: [tool] } });
    const tracer = trace.getTracer('program');
    await tracer.startActiveSpan('task', async (task) => {
      let text = '';
      for await (const chunk of await chat.sendMessageStream({ message: 'How is the weather?' })) {
        expect(trace.getActiveSpan()).toBe(task);
        text += chunk.candidates?.[0]?.content?.parts?.[0]?.text ?? '';
      }
      expect(text).toBe('Sunny.');
      task.end();
    });
    expectNested(2, 1);
    expect(tool.activeSpans).toEqual(['execute_tool get_weather']);
    const task = tracing.spans().find(({ name }) => name === 'task');
    expect(find('invoke_agent')[0]?.parentSpanContext?.spanId).toBe(task?.spanContext().spanId);
  });

  it('makes a span for each of several calls in one answer', async () => {
    answerInTurn([ask('Paris', 'c1'), ask('Rome', 'c2')], ['Sunny.']);
    await createClient().models.generateContent({
      model,
      contents: 'How is the weather?',
      config: { tools: [new WeatherTool()] },
    });
    expectNested(2, 2);
    expect(find('execute_tool').map(({ attributes }) => attributes['gen_ai.tool.call.id'])).toEqual([
      'c1',
      'c2',
    ]);
  });

  it('gives the caller the error of the tool, and marks tool and parent by its class', async () => {
    class Rain extends Error {}
    const rain = new Rain('secret of the caller');
    answerInTurn([ask('Paris', 'c1')]);
    const parameters = { model, contents: 'Hello', config: { tools: [new WeatherTool(rain)] } };
    const error: unknown = await createClient()
      .models.generateContent(parameters)
      .catch((error: unknown) => error);
    expect(error).toBe(rain);
    expectNested(1, 1);
    for (const span of [...find('execute_tool'), ...find('invoke_agent')]) {
      expect(span.attributes['error.type']).toBe('Rain');
      expect(span.status).toEqual({ code: 2 });
    }
  });

  it('ends the parent of a stream that is left, that fails or that nobody reads', async () => {
    const { models } = createClient();
    const stream = (): ReturnType<typeof models.generateContentStream> =>
      models.generateContentStream({ model, contents: 'Hello', config: { tools: [new WeatherTool()] } });
    answerInTurn([['Sun', 'ny.']]);
    for await (const _ of await stream()) break;
    expectNested(1, 0);
    tracing.clear();
    provider.reply(geminiInternalError());
    await expect((await stream()).next()).rejects.toThrow('INTERNAL');
    expectNested(1, 0);
    expect(find('invoke_agent')[0]?.attributes['error.type']).toBe('ApiError');
    tracing.clear();
    await stream();
    await tracing.provider.shutdown();
    expect(countOpenOperations()).toBe(0);
  });

  it('makes no parent where the SDK runs no tools', async () => {
    answerInTurn(['Hi'], ['Hi']);
    const { models } = createClient();
    const disabled = { tools: [new WeatherTool()], automaticFunctionCalling: { disable: true } };
    const declared = { tools: [{ functionDeclarations: [{ name: 'get_weather' }] }] };
    await models.generateContent({ model, contents: 'Hello', config: disabled });
    await models.generateContent({ model, contents: 'Hello', config: declared });
    expect([tracing.llmSpans().length, find('invoke_agent').length]).toEqual([2, 0]);
  });

  it('shows the program what it sees without instrumentation, its own objects included', async () => {
    const run = async (stream: boolean): Promise<unknown> => {
      answerInTurn([ask('Paris', 'c1')], ['Sunny.']);
      const tool = new WeatherTool();
      const frozen = Object.freeze({
        tool: () => tool.tool(),
        callTool: (calls: FunctionCall[]) => tool.callTool(calls),
      });
      const tools = [frozen];
      const schema = { $schema: 'x', type: 'object' };
      const config = { tools, responseSchema: schema as never, responseMimeType: 'application/json' };
      const parameters = { model, contents: 'How is the weather?', config };
      const { models } = createClient();
      const first = provider.requests.length;
      const seen: unknown[] = [];
      try {
        if (stream) {
          for await (const chunk of await models.generateContentStream(parameters))
            seen.push(chunk.candidates);
        } else {
          const { candidates, automaticFunctionCallingHistory } = await models.generateContent(parameters);
          seen.push(candidates, automaticFunctionCallingHistory);
        }
      } catch (error) {
        seen.push(describeRejection(error));
      }
      const kept = [parameters.config === config, config.tools === tools, tools[0] === frozen];
      const requests = provider.requests.slice(first).map(({ body }) => body);
      return structuredClone({
        seen,
        kept,
        requests,
        contents: parameters.contents,
        keys: Object.keys(config),
      });
    };
    for (const stream of [false, true]) {
      instrumentation.disable();
      const control = await run(stream);
      instrumentation.enable();
      expect(await run(stream)).toEqual(control);
      expect(find('invoke_agent')).toHaveLength(1);
      tracing.clear();
    }
  });
});
