import { GoogleGenAI } from '@google/genai';
import { GoogleGenAIInstrumentation } from '@tokenspan/instrumentation-google-genai';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { describeColumns } from '../conformance/google-columns.ts';
import { replies } from '../conformance/google-fixture.ts';
import { runCell } from '../conformance/run-cell.ts';
import type { Column, Sight } from '../conformance/run-cell.ts';
import { startTracing } from '../support/tracing.ts';
import { fault, places } from './faults.ts';

// What the suite of Anthropic does not reach: the modules of this instrumentation and what core has for plain promises,
// agents and tools.
vi.mock(
  import('../../packages/core/src/operation/observe-promise.ts'),
  async (original) =>
    (await import('./faults.ts')).makeFaulty('observe-promise.ts', await original()) as never,
);
vi.mock(
  import('../../packages/core/src/operation/local-span.ts'),
  async (original) => (await import('./faults.ts')).makeFaulty('local-span.ts', await original()) as never,
);
vi.mock(
  import('../../packages/core/src/telemetry/read-error-body.ts'),
  async (original) =>
    (await import('./faults.ts')).makeFaulty('read-error-body.ts', await original()) as never,
);
vi.mock(
  import('../../packages/core/src/telemetry/end-span.ts'),
  async (original) => (await import('./faults.ts')).makeFaulty('end-span.ts', await original()) as never,
);
vi.mock(
  import('../../packages/core/src/telemetry/error-attributes.ts'),
  async (original) =>
    (await import('./faults.ts')).makeFaulty('error-attributes.ts', await original()) as never,
);
vi.mock(
  import('../../packages/instrumentation-google-genai/src/observe-tool.ts'),
  async (original) => (await import('./faults.ts')).makeFaulty('observe-tool.ts', await original()) as never,
);
vi.mock(
  import('../../packages/instrumentation-google-genai/src/read-request.ts'),
  async (original) => (await import('./faults.ts')).makeFaulty('read-request.ts', await original()) as never,
);
vi.mock(
  import('../../packages/instrumentation-google-genai/src/read-server.ts'),
  async (original) => (await import('./faults.ts')).makeFaulty('read-server.ts', await original()) as never,
);
vi.mock(
  import('../../packages/streams/src/google/generate-content-accumulator.ts'),
  async (original) =>
    (await import('./faults.ts')).makeFaulty('generate-content-accumulator.ts', await original()) as never,
);

const accumulator = 'generate-content-accumulator.ts:createGenerateContentAccumulator';
const notReached = new Set([
  'read-request.ts:readEmbeddingRequest',
  'read-request.ts:readInteractionRequest',
  // Of other services, and of this one only without a chunk.
  ...places.filter((place) => place.startsWith('message-accumulator.ts')),
]);
const all = [
  ...places,
  ...['fold', 'finished', 'terminated', 'response'].map((member) => `${accumulator}().${member}`),
].filter((place) => !notReached.has(place));

const { streams, plain, promises } = describeColumns();

/** A chat in which the SDK runs a tool, and one in which the tool throws. */
const tools: Column<Promise<unknown>> = {
  name: 'automatic function calling',
  replies,
  isLast: () => true,
  call: async (url, { maxRetries }) => {
    const tool = {
      tool: () => Promise.resolve({ functionDeclarations: [{ name: 'get_weather' }] }),
      callTool: () =>
        maxRetries === 0
          ? Promise.reject(new Error('no weather'))
          : Promise.resolve([{ functionResponse: { name: 'get_weather', response: {} } }]),
    };
    const client = new GoogleGenAI({ apiKey: 'test', httpOptions: { baseUrl: url } });
    const chat = client.chats.create({ model: 'gemini-2.5-flash', config: { tools: [tool] } });
    return (await chat.sendMessage({ message: 'Hello' })).candidates;
  },
  rows: [
    {
      name: 'run to the end',
      replies: ({ toolPlain, plain: last }) => [toolPlain(), last()],
      run: async ({ call, see }) => see('answer', await call()),
      expected: { outcome: 'completed', usage: 'all' },
    },
    {
      name: 'a tool that throws',
      replies: ({ toolPlain }) => [toolPlain()],
      run: async ({ call, see }) =>
        see('error', String(await call({ maxRetries: 0 }).catch((error: Error) => error))),
      expected: { outcome: 'completed', usage: 'all' },
    },
  ],
};

const cells: [string, () => Promise<Sight>][] = [
  pick(streams[0], 'read to the end'),
  pick(streams[1], 'break'),
  pick(streams[2], 'error event in the stream'),
  pick(plain[0], 'awaited'),
  pick(promises[0], 'HTTP error: rateLimit'),
  pick(promises[2], 'HTTP 500, never awaited'),
  pick(tools, 'run to the end'),
  pick(tools, 'a tool that throws'),
];

function pick<Result>(column: Column<Result> | undefined, name: string): [string, () => Promise<Sight>] {
  const row = column?.rows.find((candidate) => candidate.name === name);
  if (!column || !row) throw new Error(`no row ${name}`);
  return [`${column.name}: ${name}`, () => runCell(column, row)];
}

describe('a fault in telemetry code never reaches the caller of @google/genai', () => {
  const tracing = startTracing();
  const instrumentation = new GoogleGenAIInstrumentation();
  instrumentation.instrument(GoogleGenAI);
  instrumentation.setTracerProvider(tracing.provider);
  const controls = new Map<string, Sight>();

  afterEach(() => (fault.place = undefined));
  afterAll(async () => {
    instrumentation.disable();
    await tracing[Symbol.asyncDispose]();
  });

  it('has more than ten places to fail in', () => expect(all.length).toBeGreaterThan(10));

  it.each(all)('%s', async (place) => {
    let thrown = 0;
    for (const [name, run] of cells) {
      if (!controls.has(name)) {
        instrumentation.disable();
        controls.set(name, await run());
        instrumentation.enable();
      }
      fault.thrown = 0;
      fault.place = place;
      const sight = await run();
      fault.place = undefined;
      thrown += fault.thrown;
      expect(sight, name).toEqual(controls.get(name));
    }
    // A place that no cell runs through would prove nothing.
    expect(thrown).toBeGreaterThan(0);
  });
});
