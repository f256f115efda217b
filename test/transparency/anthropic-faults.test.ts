import Anthropic from '@anthropic-ai/sdk';
import { context, diag, DiagLogLevel, metrics } from '@opentelemetry/api';
import type { Span, Tracer } from '@opentelemetry/api';
import type { OperationHook } from '@tokenspan/core';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { describeColumns } from '../conformance/anthropic-columns.ts';
import { runCell } from '../conformance/run-cell.ts';
import type { Column, Sight } from '../conformance/run-cell.ts';
import { startTracing } from '../support/tracing.ts';
import { fault, places, throwHere } from './faults.ts';

// Each module in which telemetry code runs. The plumbing that carries the caller's own call is not telemetry: it has to work.
vi.mock(
  import('../../packages/core/src/request/count-text-bytes.ts'),
  async (original) =>
    (await import('./faults.ts')).makeFaulty('count-text-bytes.ts', await original()) as never,
);
vi.mock(
  import('../../packages/core/src/operation/open-operations.ts'),
  async (original) =>
    (await import('./faults.ts')).makeFaulty('open-operations.ts', await original()) as never,
);
vi.mock(
  import('../../packages/core/src/operation/observe-call.ts'),
  async (original) => (await import('./faults.ts')).makeFaulty('observe-call.ts', await original()) as never,
);
vi.mock(
  import('../../packages/core/src/telemetry/describe-error.ts'),
  async (original) =>
    (await import('./faults.ts')).makeFaulty('describe-error.ts', await original()) as never,
);
vi.mock(
  import('../../packages/core/src/telemetry/end-attributes.ts'),
  async (original) =>
    (await import('./faults.ts')).makeFaulty('end-attributes.ts', await original()) as never,
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
  import('../../packages/core/src/telemetry/estimate-usage.ts'),
  async (original) =>
    (await import('./faults.ts')).makeFaulty('estimate-usage.ts', await original()) as never,
);
vi.mock(
  import('../../packages/core/src/telemetry/instruments.ts'),
  async (original) => (await import('./faults.ts')).makeFaulty('instruments.ts', await original()) as never,
);
vi.mock(
  import('../../packages/core/src/telemetry/record-metrics.ts'),
  async (original) =>
    (await import('./faults.ts')).makeFaulty('record-metrics.ts', await original()) as never,
);
vi.mock(
  import('../../packages/core/src/telemetry/request-attributes.ts'),
  async (original) =>
    (await import('./faults.ts')).makeFaulty('request-attributes.ts', await original()) as never,
);
vi.mock(
  import('../../packages/core/src/telemetry/response-attributes.ts'),
  async (original) =>
    (await import('./faults.ts')).makeFaulty('response-attributes.ts', await original()) as never,
);
vi.mock(
  import('../../packages/core/src/telemetry/scrub-message.ts'),
  async (original) => (await import('./faults.ts')).makeFaulty('scrub-message.ts', await original()) as never,
);
vi.mock(
  import('../../packages/instrumentation-anthropic/src/read-request.ts'),
  async (original) => (await import('./faults.ts')).makeFaulty('read-request.ts', await original()) as never,
);
vi.mock(
  import('../../packages/instrumentation-anthropic/src/read-server.ts'),
  async (original) => (await import('./faults.ts')).makeFaulty('read-server.ts', await original()) as never,
);
vi.mock(
  import('../../packages/streams/src/anthropic/message-accumulator.ts'),
  async (original) =>
    (await import('./faults.ts')).makeFaulty('message-accumulator.ts', await original()) as never,
);
vi.mock(
  import('../../packages/streams/src/anthropic/read-message.ts'),
  async (original) => (await import('./faults.ts')).makeFaulty('read-message.ts', await original()) as never,
);

const notReached = new Set([
  // Exported for the report and for shutdown; no call of a caller runs through them.
  'open-operations.ts:countOpenOperations',
  'open-operations.ts:settleOpenOperations',
  // Only answers of OpenAI fail without an error, and only its responses are fetched.
  'describe-error.ts:describeFailure',
  'end-attributes.ts:withoutFetchedUsage',
  // Read only of a span that records nothing.
  'span:spanContext',
]);

const hooks: OperationHook[] = [
  {
    started: () => throwHere('hook:started'),
    settled: () => throwHere('hook:settled'),
  },
  // A hook that was written as an async function by mistake.
  { settled: () => rejectHere('hook:settled, rejecting') as unknown as void },
];
async function rejectHere(place: string): Promise<void> {
  throwHere(place);
}

const hookPlaces = ['hook:started', 'hook:settled', 'hook:settled, rejecting'];

const spanMethods = [
  'setAttributes',
  'setAttribute',
  'setStatus',
  'end',
  'isRecording',
  'spanContext',
] as const;
const apiPlaces = [
  ...['startSpan', ...spanMethods].map((method) => `span:${method}`),
  'processor:onStart',
  'processor:onEnd',
  'meter:record',
  'context:active',
  'context:with',
  'diag:warn',
];

const { streams, plain, helpers } = describeColumns();

/** One cell for each way through the telemetry code: a whole stream, a cut one, a left one, a failed one, a plain answer. */
const cells: [string, () => Promise<Sight>][] = [
  pick(streams[0], 'read to the end'),
  pick(streams[0], 'break after the first event'),
  pick(streams[0], 'error event in the stream'),
  pick(streams[0], 'HTTP 401, awaited'),
  pick(streams[0], 'tee(), both branches read'),
  pick(plain[0], 'awaited'),
  pick(plain[0], 'asResponse(), the body read by the caller'),
  pick(plain[0], 'HTTP 500, never awaited'),
  pick(helpers[0], 'the final answer'),
];

function pick<Result>(column: Column<Result> | undefined, name: string): [string, () => Promise<Sight>] {
  const row = column?.rows.find((candidate) => candidate.name === name);
  if (!column || !row) throw new Error(`no row ${name}`);
  return [`${column.name}: ${name}`, () => runCell(column, row)];
}

describe('a fault in telemetry code never reaches the caller', () => {
  const tracing = startTracing({
    processors: [
      {
        onStart: () => throwHere('processor:onStart'),
        onEnd: () => throwHere('processor:onEnd'),
        forceFlush: () => Promise.resolve(),
        shutdown: () => Promise.resolve(),
      },
    ],
  });
  const instrumentation = new AnthropicInstrumentation({ hooks });
  instrumentation.instrument(Anthropic);
  instrumentation.setTracerProvider(makeFaultyTracer(tracing.provider.getTracer('test')));
  diag.setLogger(
    { error() {}, warn: () => throwHere('diag:warn'), info() {}, debug() {}, verbose() {} },
    DiagLogLevel.ALL,
  );
  makeContextFaulty();

  afterEach(() => (fault.place = undefined));
  afterAll(async () => {
    instrumentation.disable();
    await tracing[Symbol.asyncDispose]();
  });

  const controls = new Map<string, Sight>();
  const all = [...places, ...hookPlaces, ...apiPlaces].filter((place) => !notReached.has(place));
  it('has more than thirty places to fail in', () => expect(all.length).toBeGreaterThan(30));

  it.each(all)('%s', async (place) => {
    let thrown = 0;
    for (const [name, run] of cells) {
      if (!controls.has(name)) {
        instrumentation.disable();
        process.env['ANTHROPIC_OPEN_TELEMETRY'] = 'false';
        controls.set(name, await run());
        delete process.env['ANTHROPIC_OPEN_TELEMETRY'];
        instrumentation.enable();
      }
      fault.thrown = 0;
      fault.place = place;
      if (place === 'meter:record') makeMeterFaulty(instrumentation);
      if (place.startsWith('instruments.ts')) instrumentation.setMeterProvider(metrics.getMeterProvider());
      const sight = await run();
      fault.place = undefined;
      thrown += fault.thrown;
      expect(sight, name).toEqual(controls.get(name));
    }
    // A place that no cell runs through would prove nothing.
    if (place !== 'diag:warn') expect(thrown).toBeGreaterThan(0);
  });
});

function makeFaultyTracer(tracer: Tracer): never {
  const faulty = {
    startSpan(...args: Parameters<typeof tracer.startSpan>): Span {
      throwHere('span:startSpan');
      const span = tracer.startSpan(...args);
      for (const method of spanMethods) {
        const original = span[method].bind(span) as (...values: unknown[]) => unknown;
        Object.assign(span, {
          [method]: (...values: unknown[]) => {
            throwHere(`span:${method}`);
            return original(...values);
          },
        });
      }
      return span;
    },
  };
  return { getTracer: () => faulty } as never;
}

function makeMeterFaulty(instrumentation: AnthropicInstrumentation): void {
  const meter = metrics.getMeter('test');
  const provider = {
    getMeter: () => ({
      createHistogram: () => ({ record: () => throwHere('meter:record') }),
      createCounter: () => ({ add: () => throwHere('meter:record') }),
      constructor: meter.constructor,
    }),
  };
  instrumentation.setMeterProvider(provider as never);
}

/** Makes the context manager throw. By hand, not by a spy: a spy of the test runner awaits every promise that it sees. */
function makeContextFaulty(): void {
  const active = context.active.bind(context);
  const runWith = context.with.bind(context) as (...args: unknown[]) => unknown;
  Object.assign(context, {
    active: () => (throwHere('context:active'), active()),
    with: (...args: unknown[]) => (throwHere('context:with'), runWith(...args)),
  });
}
