import Anthropic from '@anthropic-ai/sdk';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';
import { OpenAIInstrumentation } from '@tokenspan/instrumentation-openai';
import {
  createChatAccumulator,
  createMessageAccumulator,
  createResponseAccumulator,
} from '@tokenspan/streams';
import type { Accumulator } from '@tokenspan/streams';
import type { OpenAIAnswer } from '@tokenspan/fake-provider';
import fc from 'fast-check';
import OpenAI from 'openai';
import { afterAll, describe, expect, it } from 'vitest';
import { streamInPieces } from '../replay/cut-bytes.ts';
import { startTracing } from '../support/tracing.ts';
import { answer, toolRequest } from './anthropic-fixture.ts';
import { chatAnswer, chatToolRequest, responseAnswer } from './openai-fixture.ts';
import { describeRejection } from './row.ts';

/** 300 cases in `test`, more with PROPERTY_RUNS; PROPERTY_SEED repeats a run. */
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 300);
const seed = Number(process.env['PROPERTY_SEED'] ?? Date.now() % 1_000_000);
console.log(`property tests: seed ${seed}, ${numRuns} cases`);

interface Api {
  name: string;
  events: object[];
  /** Whether a stream of this API says `event:` before each event. */
  named: boolean;
  call: (fetch: typeof globalThis.fetch) => Promise<AsyncIterable<unknown>>;
  accumulate: () => Accumulator;
}

const messages = [{ role: 'user' as const, content: 'Hello' }];
const anthropic = (fetch: typeof globalThis.fetch): Anthropic =>
  new Anthropic({ apiKey: 'sk-test', fetch, logLevel: 'off' });
const openai = (fetch: typeof globalThis.fetch): OpenAI =>
  new OpenAI({ apiKey: 'sk-test', fetch, logLevel: 'off' });

const apis: Api[] = [
  {
    name: 'Anthropic messages',
    named: true,
    events: [...answer.events, ...toolRequest.events],
    call: (fetch) => anthropic(fetch).messages.create({ model: 'm', max_tokens: 8, messages, stream: true }),
    accumulate: () => createMessageAccumulator({ content: true }),
  },
  {
    name: 'OpenAI chat',
    named: false,
    events: [...readEvents(chatAnswer), ...readEvents(chatToolRequest)],
    call: (fetch) => openai(fetch).chat.completions.create({ model: 'm', messages, stream: true }),
    accumulate: () => createChatAccumulator({ content: true }),
  },
  {
    name: 'OpenAI responses',
    named: true,
    events: readEvents(responseAnswer),
    call: (fetch) => openai(fetch).responses.create({ model: 'm', input: 'Hello', stream: true }),
    accumulate: () => createResponseAccumulator({ content: true }),
  },
];

/** The events of a streamed answer whose usage was asked for. */
function readEvents({ steps }: OpenAIAnswer): object[] {
  const all = steps?.({ stream_options: { include_usage: true } }) ?? [];
  return all.flatMap((step) => (step.kind === 'event' ? [step.data as object] : []));
}

function encode(api: Api, events: readonly unknown[]): Uint8Array {
  const lines = events.map((event) => {
    const type = (event as { type?: unknown } | null)?.type;
    const name = api.named && typeof type === 'string' ? `event: ${type}\n` : '';
    return `${name}data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`;
  });
  return new TextEncoder().encode(lines.join(''));
}

function respondWith(bytes: Uint8Array, cuts: number[] = []): typeof globalThis.fetch {
  const headers = { 'content-type': 'text/event-stream' };
  return () => Promise.resolve(new Response(streamInPieces(bytes, cuts), { headers }));
}

/** Reads up to `limit` events and tells what a caller sees. */
async function read(api: Api, bytes: Uint8Array, limit: number): Promise<unknown> {
  const seen: unknown[] = [];
  try {
    for await (const event of await api.call(respondWith(bytes))) {
      seen.push(structuredClone(event));
      if (seen.length >= limit) break;
    }
  } catch (error) {
    return { seen, error: describeRejection(error) };
  }
  return { seen };
}

const tracing = startTracing();
const instrumentations = [
  { instrumentation: new AnthropicInstrumentation(), sdk: Anthropic },
  { instrumentation: new OpenAIInstrumentation({ streamUsage: 'never' }), sdk: OpenAI },
];
for (const { instrumentation, sdk } of instrumentations) {
  instrumentation.instrument(sdk);
  instrumentation.setTracerProvider(tracing.provider);
}
afterAll(() => tracing[Symbol.asyncDispose]());

function watch(watched: boolean): void {
  if (watched) delete process.env['ANTHROPIC_OPEN_TELEMETRY'];
  else process.env['ANTHROPIC_OPEN_TELEMETRY'] = 'false';
  for (const { instrumentation } of instrumentations) {
    if (watched) instrumentation.enable();
    else instrumentation.disable();
  }
}

describe.each(apis)('$name', (api) => {
  it('gives the same response however the bytes are cut', async () => {
    watch(false);
    const bytes = encode(
      api,
      api.events.slice(0, api.name.startsWith('Anthropic') ? answer.events.length : undefined),
    );
    const accumulate = async (cuts: number[]): Promise<unknown> => {
      const accumulator = api.accumulate();
      for await (const event of await api.call(respondWith(bytes, cuts))) accumulator.fold(event);
      return accumulator.response();
    };
    const whole = await accumulate([]);
    const cutting = fc
      .uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 40 })
      .map((cuts) => cuts.toSorted((a, b) => a - b));
    await fc.assert(
      fc.asyncProperty(cutting, async (cuts) => {
        expect(await accumulate(cuts)).toEqual(whole);
      }),
      { numRuns, seed },
    );
  }, 600_000);

  it('ends one span and changes nothing, whatever events come', async () => {
    const valid = fc.constantFrom(...api.events);
    const broken = fc.oneof(
      fc
        .tuple(valid, fc.constantFrom(...listPaths(api.events)), fc.jsonValue())
        .map(([event, path, value]) => replace(event, path, value)),
      fc.jsonValue().map((value) => JSON.stringify(value)),
      fc.constantFrom(
        '{"type":',
        '[DONE]',
        '',
        'null',
        '{"error":{"message":"broken","type":"server_error"}}',
      ),
    );
    const sequence = fc.oneof(
      fc.array(fc.oneof({ weight: 3, arbitrary: valid }, { weight: 1, arbitrary: broken }), {
        maxLength: 12,
      }),
      fc.nat(api.events.length).map((length) => api.events.slice(0, length)),
    );
    const limit = fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 6 }));
    await fc.assert(
      fc.asyncProperty(sequence, limit, async (events, stopAfter) => {
        const bytes = encode(api, events);
        watch(false);
        const control = await read(api, bytes, stopAfter);
        tracing.clear();
        watch(true);
        expect(await read(api, bytes, stopAfter)).toEqual(control);
        const spans = tracing.llmSpans();
        expect(spans).toHaveLength(1);
        expect(JSON.parse(JSON.stringify(spans[0]?.attributes))).toEqual(spans[0]?.attributes);
        for (const value of Object.values(spans[0]?.attributes ?? {}))
          expect(isAttributeValue(value)).toBe(true);
      }),
      { numRuns, seed },
    );
  }, 600_000);
});

/** What OpenTelemetry takes as an attribute: texts, finite numbers, booleans, and arrays of texts. */
function isAttributeValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((member) => typeof member === 'string');
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

type Path = readonly string[];

/** Every path to a member of these events, two levels deep and into the places that the readers look at. */
function listPaths(events: readonly object[]): Path[] {
  const paths = new Map<string, Path>();
  const visit = (value: unknown, path: Path): void => {
    if (path.length > 0) paths.set(path.join('.'), path);
    if (typeof value !== 'object' || value === null || path.length > 4) return;
    for (const [name, member] of Object.entries(value)) visit(member, [...path, name]);
  };
  for (const event of events) visit(event, []);
  return [...paths.values()];
}

function replace(event: object, path: Path, value: unknown): object {
  const copy = structuredClone(event) as Record<string, unknown>;
  let parent = copy;
  for (const name of path.slice(0, -1)) {
    if (typeof parent[name] !== 'object' || parent[name] === null) return copy;
    parent = parent[name] as Record<string, unknown>;
  }
  const last = path.at(-1);
  if (last !== undefined) parent[last] = value;
  return copy;
}
