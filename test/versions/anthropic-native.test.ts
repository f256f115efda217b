import Newest from '@anthropic-ai/sdk';
import { betaTool } from '@anthropic-ai/sdk/helpers/beta/json-schema';
import { diag, DiagLogLevel, metrics } from '@opentelemetry/api';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { headerValues, startFakeProvider } from '@tokenspan/fake-provider';
import type { FakeProvider } from '@tokenspan/fake-provider';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnthropicClass } from '../conformance/anthropic-columns.ts';
import { replies } from '../conformance/anthropic-fixture.ts';
import { startTracing } from '../support/tracing.ts';
import type { Tracing } from '../support/tracing.ts';
import { anthropicVersions } from './anthropic-versions.ts';

const ours = '@tokenspan/instrumentation-anthropic';
const native = 'com.anthropic.sdk.typescript';

const parameters = {
  model: 'claude-haiku-4-5',
  max_tokens: 64,
  messages: [{ role: 'user' as const, content: 'Hello' }],
};
const runnerParameters = {
  ...parameters,
  tools: [
    betaTool({
      name: 'get_weather',
      description: 'Tells the weather of a city',
      inputSchema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
      run: ({ city }) => `sunny in ${city}`,
    }),
  ],
};

interface Call {
  name: string;
  /** How many requests it sends. */
  requests: number;
  run: (client: Newest) => Promise<unknown>;
  /** The SDK makes agent and tool spans of its own for it. */
  hasAgent?: true;
}

const calls: Call[] = [
  { name: 'create()', requests: 1, run: (client) => client.messages.create(parameters) },
  {
    name: 'create({stream: true})',
    requests: 1,
    run: async (client) => {
      for await (const event of await client.messages.create({ ...parameters, stream: true })) void event;
    },
  },
  {
    name: 'create().withResponse()',
    requests: 1,
    run: (client) => client.messages.create(parameters).withResponse(),
  },
  { name: 'parse()', requests: 1, run: (client) => client.messages.parse(parameters) },
  { name: 'stream()', requests: 1, run: (client) => client.messages.stream(parameters).finalMessage() },
  {
    name: 'beta.stream()',
    requests: 1,
    run: (client) => client.beta.messages.stream(parameters).finalMessage(),
  },
  {
    name: 'beta.toolRunner()',
    requests: 2,
    run: async (client) => await client.beta.messages.toolRunner(runnerParameters),
    hasAgent: true,
  },
  {
    name: 'beta.toolRunner({stream: true})',
    requests: 2,
    run: async (client) => await client.beta.messages.toolRunner({ ...runnerParameters, stream: true }),
    hasAgent: true,
  },
];

const versions: { version: string; Client: AnthropicClass; tracesItself: boolean }[] = [
  ...anthropicVersions.filter(({ version }) => version === '0.133.0' || version === '0.137.0'),
  { version: '1.11.0', Client: Newest, tracesItself: true },
];

let tracing: Tracing;
let provider: FakeProvider;
let undici: UndiciInstrumentation;
let instrumentation: AnthropicInstrumentation;
let settled: string[];

beforeEach(async () => {
  tracing = startTracing();
  // The undici instrumentation listens to the whole process: with the global provider of this test.
  undici = new UndiciInstrumentation();
  undici.setTracerProvider(tracing.provider);
  provider = await startFakeProvider();
  settled = [];
  provider.replyWith((request) => {
    const asksForTool =
      JSON.stringify(request.body).includes('get_weather') && provider.requests.length === 1;
    const { stream, plain, toolStream, toolPlain } = replies;
    if (request.body['stream'] === true) return asksForTool ? toolStream() : stream();
    return asksForTool ? toolPlain() : plain();
  });
});
afterEach(async () => {
  instrumentation.disable();
  undici.disable();
  await provider.close();
  await tracing[Symbol.asyncDispose]();
});

function register(Client: AnthropicClass, nativeTracing: 'replace' | 'keep'): Newest {
  instrumentation = new AnthropicInstrumentation({
    nativeTracing,
    hooks: [{ settled: (_operation, _response, outcome) => void settled.push(outcome) }],
  });
  instrumentation.setMeterProvider(metrics.getMeterProvider());
  instrumentation.instrument(Client);
  return new Client({ baseURL: provider.url, apiKey: 'sk-ant-test-key' });
}

function scopesOf(spans: readonly ReadableSpan[]): string[] {
  return spans.map((span) => span.instrumentationScope.name);
}

function findSpans(operation: string): ReadableSpan[] {
  return tracing.spans().filter((span) => span.attributes['gen_ai.operation.name'] === operation);
}

describe.each(versions)('@anthropic-ai/sdk $version', ({ Client, tracesItself }) => {
  describe.each(['replace', 'keep'] as const)('nativeTracing %s', (nativeTracing) => {
    const scope = nativeTracing === 'keep' && tracesItself ? native : ours;

    it.each(calls)('$name makes one LLM span for each request', async ({ run, requests, hasAgent }) => {
      await run(register(Client, nativeTracing));
      const spans = tracing.llmSpans();
      expect(scopesOf(spans)).toEqual(Array(requests).fill(scope));
      expect(provider.requests).toHaveLength(requests);
      expect(settled).toEqual(Array(requests).fill('completed'));
      expect([...(await tracing.readMetrics()).keys()]).toContain('gen_ai.client.token.usage');
      // The HTTP span of each request is below its LLM span.
      const http = tracing.spans().filter((span) => span.instrumentationScope.name.includes('undici'));
      expect(new Set(http.map((span) => span.parentSpanContext?.spanId))).toEqual(
        new Set(spans.map((span) => span.spanContext().spanId)),
      );
      expect(http).toHaveLength(requests);
      if (scope === ours) {
        for (const [index, request] of provider.requests.entries()) {
          // Of the span that stands for the HTTP request, and of no other.
          expect(headerValues(request, 'traceparent').map((header) => header.split('-')[2])).toEqual([
            http[index]?.spanContext().spanId,
          ]);
        }
      }
      if (hasAgent && tracesItself) {
        const [agent, ...otherAgents] = findSpans('invoke_agent');
        expect(otherAgents).toEqual([]);
        expect(agent && scopesOf([agent])).toEqual([native]);
        const tools = findSpans('execute_tool');
        expect(tools.map((span) => span.attributes['gen_ai.tool.name'])).toEqual(['get_weather']);
        for (const span of [...spans, ...tools]) {
          expect(span.parentSpanContext?.spanId).toBe(agent?.spanContext().spanId);
        }
      }
    });

    it("leaves the client's own tracer where it was", async () => {
      const client = register(Client, nativeTracing) as Newest & { _tracer?: unknown };
      const before = client._tracer;
      await client.messages.create(parameters);
      await client.messages.stream(parameters).finalMessage();
      expect(before !== undefined).toBe(tracesItself);
      expect(client._tracer).toBe(before);
    });

    it('makes no LLM span of countTokens', async () => {
      const client = register(Client, nativeTracing);
      provider.reply({ body: { input_tokens: 8 } });
      await client.messages.countTokens({ model: parameters.model, messages: parameters.messages });
      expect(scopesOf(tracing.spans())).not.toContain(ours);
      expect(settled).toEqual([]);
    });
  });

  it('makes our span when the tracing of the SDK is switched off', async () => {
    register(Client, 'keep');
    const client = new Client({ baseURL: provider.url, apiKey: 'sk-ant-test-key', openTelemetry: false });
    await client.messages.create(parameters);
    expect(scopesOf(tracing.llmSpans())).toEqual([ours]);
  });
});

describe('a message thread of 1.x', () => {
  it.each(['replace', 'keep'] as const)(
    'makes one LLM span a turn: nativeTracing %s',
    async (nativeTracing) => {
      const client = register(Newest, nativeTracing);
      const thread = client.beta.messages.thread({ model: parameters.model, max_tokens: 64 });
      await thread.send({ role: 'user', content: 'Hello' });
      for await (const event of thread.stream({ role: 'user', content: 'Again' })) void event;
      await thread.parse({ role: 'user', content: 'Once more' });
      expect(scopesOf(tracing.llmSpans())).toEqual(Array(3).fill(nativeTracing === 'keep' ? native : ours));
      expect(settled).toEqual(Array(3).fill('completed'));
      expect(provider.requests).toHaveLength(3);
    },
  );
});

describe('an SDK whose tracer cannot be taken away', () => {
  /** The client of a later version that keeps its tracer elsewhere: it traces as before, and `_tracer` is not to be seen. */
  function hideTracer(client: Newest): Newest {
    const hidden = new Proxy(client, {
      has: (target, name) => name !== '_tracer' && Reflect.has(target, name),
      getOwnPropertyDescriptor: (target, name) =>
        name === '_tracer' ? undefined : Reflect.getOwnPropertyDescriptor(target, name),
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    Object.assign(client.messages, { _client: hidden });
    return hidden;
  }

  it('keeps its span, makes none, and warns once; metrics and hooks still run', async () => {
    const warnings: string[] = [];
    const note = (): void => {};
    diag.setLogger(
      {
        error: note,
        info: note,
        debug: note,
        verbose: note,
        warn: (message) => void warnings.push(message),
      },
      { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
    );
    try {
      const client = hideTracer(register(Newest, 'replace'));
      for (let call = 0; call < 3; call++) await client.messages.create(parameters);
    } finally {
      diag.disable();
    }
    expect(scopesOf(tracing.llmSpans())).toEqual(Array(3).fill(native));
    expect(warnings.filter((message) => message.includes('traces itself'))).toEqual([
      'tokenspan: this version of @anthropic-ai/sdk traces itself in a way that cannot be replaced; its own span is kept',
    ]);
    expect(settled).toEqual(Array(3).fill('completed'));
    expect([...(await tracing.readMetrics()).keys()]).toContain('gen_ai.client.operation.duration');
  });
});
