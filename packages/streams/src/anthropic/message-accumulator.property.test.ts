import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBytes } from '../accumulate/count-bytes.ts';
import type { Response } from '../model/response.ts';
import { createMessageAccumulator } from './message-accumulator.ts';
import { readMessage } from './read-message.ts';

const anything = fc.anything({
  withBigInt: true,
  withNullPrototype: true,
  withMap: true,
  withSparseArray: true,
  withDate: true,
});
const index = fc.oneof(fc.nat(3), anything);

function withType(types: string[], fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> {
  return fc.record({ type: fc.constantFrom(...types), ...fields }, { requiredKeys: [] });
}

const texts = [
  'text',
  'thinking',
  'partial_json',
  'content',
  'citation',
  'citations',
  'id',
  'name',
  'input',
  'data',
];
const textFields = Object.fromEntries(texts.map((name) => [name, fc.oneof(fc.string(), anything)]));
const block = withType(
  [
    'text',
    'thinking',
    'redacted_thinking',
    'tool_use',
    'server_tool_use',
    'mcp_tool_use',
    'web_search_tool_result',
    'fallback',
  ].concat(['mcp_tool_result', 'container_upload', 'compaction', 'block_of_tomorrow']),
  { ...textFields, to: anything },
);
const blockDelta = withType(
  [
    'text_delta',
    'thinking_delta',
    'signature_delta',
    'input_json_delta',
    'citations_delta',
    'compaction_delta',
  ],
  textFields,
);
const count = fc.oneof(fc.nat(), fc.double(), anything);
const usage = fc.record(
  {
    input_tokens: count,
    output_tokens: count,
    cache_read_input_tokens: count,
    cache_creation_input_tokens: count,
    cache_creation: fc.oneof(anything, fc.record({ ephemeral_5m_input_tokens: count })),
    output_tokens_details: fc.oneof(anything, fc.record({ thinking_tokens: count })),
    server_tool_use: fc.oneof(anything, fc.dictionary(fc.string(), count)),
    service_tier: anything,
  },
  { requiredKeys: [] },
);
const message = fc.record(
  {
    id: anything,
    model: anything,
    role: anything,
    content: fc.oneof(anything, fc.array(fc.oneof(block, anything))),
    stop_reason: anything,
    usage: fc.oneof(usage, anything),
  },
  { requiredKeys: [] },
);
const event = fc.oneof(
  anything,
  withType(['message_start'], { message: fc.oneof(message, anything) }),
  withType(['content_block_start'], { index, content_block: fc.oneof(block, anything) }),
  withType(['content_block_delta'], { index, delta: fc.oneof(blockDelta, anything) }),
  withType(['content_block_stop'], { index }),
  withType(['message_delta'], { delta: fc.oneof(fc.record({ stop_reason: anything }), anything), usage }),
  withType(['message_stop', 'ping', 'error', 'completion', 'event_of_tomorrow'], {}),
);

function expectSound(response: Response): void {
  expect(response.finishReasons).toHaveLength(1);
  expect(response.outputBytes).toBeGreaterThanOrEqual(0);
  const { serverToolRequests = {}, ...counts } = response.usage ?? {};
  for (const number of [...Object.values(counts), ...Object.values(serverToolRequests)]) {
    expect(number).toSatisfy((value: number) => Number.isFinite(value) && value >= 0);
  }
  for (const text of [response.id, response.model, response.serviceTier]) {
    expect(text === undefined || typeof text === 'string').toBe(true);
  }
}

describe('createMessageAccumulator', () => {
  it('folds malformed events of any kind and order without a throw', () => {
    const options = fc.constantFrom({}, { content: true }, { content: true, contentMaxBytes: 20 });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), options, (events, chosen) => {
        const accumulator = createMessageAccumulator(chosen);
        for (const each of events) {
          accumulator.fold(each);
          expectSound(accumulator.response());
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('counts the same bytes whether it keeps content or not', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const accumulators = [undefined, { content: true }, { content: true, contentMaxBytes: 5 }].map(
          createMessageAccumulator,
        );
        for (const each of events) for (const accumulator of accumulators) accumulator.fold(each);
        const responses = accumulators.map((accumulator) => ({
          ...accumulator.response(),
          output: undefined,
        }));
        expect(responses[1]).toEqual(responses[0]);
        expect(responses[2]).toEqual(responses[0]);
      }),
    );
  });

  it('keeps the beginning of the text, however it is cut into deltas, and no more than the limit', () => {
    const pieces = fc.array(fc.string({ unit: 'binary' }), { maxLength: 20 });
    fc.assert(
      fc.property(pieces, fc.nat(60), (deltas, contentMaxBytes) => {
        const accumulator = createMessageAccumulator({ content: true, contentMaxBytes });
        accumulator.fold({
          type: 'content_block_start',
          index: 0,
          content_block: { type: 'text', text: '' },
        });
        for (const text of deltas) {
          accumulator.fold({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } });
        }
        const { output, outputBytes } = accumulator.response();
        const [part] = output?.[0]?.parts ?? [];
        const whole = deltas.join('');
        const kept = part?.type === 'text' ? part.text : '';
        expect(whole.startsWith(kept)).toBe(true);
        expect(kept.isWellFormed()).toBe(true);
        expect(outputBytes).toBe(countBytes(whole));
        expect(countBytes(kept)).toBeLessThanOrEqual(contentMaxBytes);
        if (outputBytes <= contentMaxBytes) expect(kept).toBe(whole);
        else expect(countBytes(kept)).toBeGreaterThan(contentMaxBytes - 4);
      }),
    );
  });

  it('parses tool arguments however their JSON is cut into fragments', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.nat(50)), (input, cuts) => {
        const accumulator = createMessageAccumulator({ content: true });
        const json = JSON.stringify(input);
        const places = [0, ...cuts.filter((cut) => cut < json.length).toSorted((a, b) => a - b), json.length];
        accumulator.fold({
          type: 'content_block_start',
          index: 0,
          content_block: { type: 'tool_use', name: 'f', input: {} },
        });
        for (const [at, place] of places.slice(1).entries()) {
          const partial_json = json.slice(places[at], place);
          accumulator.fold({
            type: 'content_block_delta',
            index: 0,
            delta: { type: 'input_json_delta', partial_json },
          });
        }
        accumulator.fold({ type: 'content_block_stop', index: 0 });
        expect(accumulator.response().output?.[0]?.parts).toEqual([
          { type: 'tool_call', name: 'f', arguments: JSON.parse(json) },
        ]);
      }),
    );
  });
});

describe('readMessage', () => {
  it('reads malformed messages of any kind without a throw', () => {
    fc.assert(
      fc.property(fc.oneof(message, anything), (value) => {
        expectSound(readMessage(value));
        expectSound(readMessage(value, { content: true, contentMaxBytes: 20 }));
      }),
      { numRuns: 1000 },
    );
  });
});
