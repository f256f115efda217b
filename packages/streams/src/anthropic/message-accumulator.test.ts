import type { BetaRawMessageStreamEvent } from '@anthropic-ai/sdk/resources/beta/messages/messages';
import type { RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages/messages';
import { describe, expect, it } from 'vitest';
import type { Accumulator, AccumulatorOptions } from '../accumulate/accumulator.ts';
import type { Part } from '../model/message.ts';
import { createMessageAccumulator } from './message-accumulator.ts';

// Events of recordings anthropic/messages-019-stream-tools-parallel (start, texts, tool) and -020-stream-reasoning (thinking).
const start = {
  type: 'message_start',
  message: {
    model: 'claude-sonnet-4-6',
    id: 'msg_01JqiwuyYfmoZBJx1GLkqxLf',
    type: 'message',
    role: 'assistant',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: {
      input_tokens: 721,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
      output_tokens: 4,
      service_tier: 'standard',
      inference_geo: 'global',
    },
  },
};
const end = [
  {
    type: 'message_delta',
    delta: { stop_reason: 'tool_use', stop_sequence: null },
    usage: {
      input_tokens: 721,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      output_tokens: 113,
    },
  },
  { type: 'message_stop' },
];
const tool = {
  type: 'tool_use',
  id: 'toolu_01Mo5Ee5Yb7vrzaxSNS5DVuP',
  name: 'get_weather',
  input: {},
  caller: { type: 'direct' },
};

type Block = Extract<
  RawMessageStreamEvent | BetaRawMessageStreamEvent,
  { type: 'content_block_start' }
>['content_block'];
type Delta = Extract<
  RawMessageStreamEvent | BetaRawMessageStreamEvent,
  { type: 'content_block_delta' }
>['delta'];

function begin(index: number, content_block: Block | typeof tool): object {
  return { type: 'content_block_start', index, content_block };
}

function write(index: number, ...deltas: Delta[]): object[] {
  return deltas.map((delta) => ({ type: 'content_block_delta', index, delta }));
}

function stop(index: number): object {
  return { type: 'content_block_stop', index };
}

function text(index: number, ...texts: string[]): object[] {
  const deltas = texts.map((text): Delta => ({ type: 'text_delta', text }));
  return [begin(index, { type: 'text', text: '', citations: null }), ...write(index, ...deltas), stop(index)];
}

function json(...fragments: string[]): Delta[] {
  return fragments.map((partial_json) => ({ type: 'input_json_delta', partial_json }));
}

function foldAll(events: unknown[], options?: AccumulatorOptions): Accumulator {
  const accumulator = createMessageAccumulator(options);
  for (const event of events) accumulator.fold(event);
  return accumulator;
}

function partsOf(events: unknown[], contentMaxBytes?: number): Part[] | undefined {
  const options = { content: true, ...(contentMaxBytes !== undefined && { contentMaxBytes }) };
  return foldAll(events, options).response().output?.[0]?.parts;
}

describe('createMessageAccumulator', () => {
  it('gives the whole response of a stream', () => {
    const fragments = json('', '{"location', '": ', '"New Y', 'ork, NY"}');
    const events = [
      start,
      ...text(0, "I'll check both", ' ☀️'),
      begin(1, tool),
      ...write(1, ...fragments),
      stop(1),
      ...end,
    ];
    expect(foldAll(events, { content: true }).response()).toEqual({
      id: 'msg_01JqiwuyYfmoZBJx1GLkqxLf',
      model: 'claude-sonnet-4-6',
      finishReasons: ['tool_call'],
      usage: {
        inputTokens: 721,
        cacheReadTokens: 0,
        cacheWriteTokens: 0,
        cacheWrite5mTokens: 0,
        cacheWrite1hTokens: 0,
        outputTokens: 113,
      },
      serviceTier: 'standard',
      outputBytes: 15 + 7 + 28,
      output: [
        {
          role: 'assistant',
          parts: [
            { type: 'text', text: "I'll check both ☀️" },
            { type: 'tool_call', id: tool.id, name: 'get_weather', arguments: { location: 'New York, NY' } },
          ],
        },
      ],
    });
  });

  it('keeps no text by default', () => {
    const response = foldAll([start, ...text(0, 'I will'), ...end]).response();
    expect(response.output).toBeUndefined();
    expect(response.outputBytes).toBe(6);
  });

  it('reports of a stream that is cut before message_delta the input tokens but no output tokens', () => {
    const accumulator = foldAll([start, ...text(0, 'I will')]);
    expect(accumulator.finished).toBe(false);
    expect(accumulator.response()).toMatchObject({ finishReasons: ['error'], usage: { inputTokens: 721 } });
    expect(accumulator.response().usage).not.toHaveProperty('outputTokens');
  });

  it('is finished with the stop reason and terminated with message_stop', () => {
    const accumulator = foldAll([start, ...text(0, 'x')]);
    const seen = end.map((event) => {
      accumulator.fold(event);
      return [accumulator.finished, accumulator.terminated];
    });
    expect(seen).toEqual([
      [true, false],
      [true, true],
    ]);
  });

  it('ignores what comes after message_stop', () => {
    const accumulator = foldAll([start, ...text(0, 'x'), ...end], { content: true });
    const before = accumulator.response();
    for (const event of [start, ...text(1, 'more'), end[0], null]) accumulator.fold(event);
    expect(accumulator.response()).toEqual(before);
  });

  it('can be asked on the way without being changed', () => {
    const accumulator = createMessageAccumulator({ content: true });
    for (const event of [start, begin(0, tool), ...write(0, ...json('{"a":', '1}')), stop(0), ...end]) {
      accumulator.fold(event);
      accumulator.response().output?.[0]?.parts.splice(0);
    }
    expect(accumulator.response().output?.[0]?.parts).toMatchObject([{ arguments: { a: 1 } }]);
  });

  it('joins thinking and drops its signature', () => {
    const thinking = [
      begin(0, { type: 'thinking', thinking: '', signature: '' }),
      ...write(
        0,
        { type: 'thinking_delta', thinking: 'This' },
        { type: 'thinking_delta', thinking: ' is simple.' },
      ),
      ...write(0, { type: 'signature_delta', signature: 'Eo4DCpQBCA8YAipA' }),
      stop(0),
    ];
    expect(partsOf([start, ...thinking])).toEqual([{ type: 'reasoning', text: 'This is simple.' }]);
    expect(foldAll(thinking).response().outputBytes).toBe(15);
  });

  it('reads a compaction, whose tokens are not the answer’s', () => {
    const block: Block = { type: 'compaction', content: null, encrypted_content: null };
    const delta: Delta = {
      type: 'compaction_delta',
      content: 'Summary of the conversation',
      encrypted_content: null,
    };
    expect(partsOf([begin(0, block), ...write(0, delta), stop(0)])).toEqual([
      { type: 'compaction', text: 'Summary of the conversation' },
    ]);
    expect(partsOf([begin(0, block), ...write(0, { ...delta, content: null }), stop(0)])).toEqual([
      { type: 'compaction' },
    ]);
    expect(foldAll([begin(0, block), ...write(0, delta)]).response().outputBytes).toBe(0);
  });

  it('takes the model from the last fallback block', () => {
    const fallback = (from: string, to: string): Block => ({
      type: 'fallback',
      from: { model: from },
      to: { model: to },
      trigger: { type: 'refusal', category: null },
    });
    const hops = [fallback('claude-sonnet-4-6', 'claude-a'), fallback('claude-a', 'claude-b')];
    const events = [start, ...hops.flatMap((block, index) => [begin(index, block), stop(index)]), ...end];
    expect(foldAll(events).response().model).toBe('claude-b');
    expect(partsOf(events)).toEqual(hops.map((value) => ({ type: 'other', name: 'fallback', value })));
  });

  it('takes arguments that come whole with the block', () => {
    const whole = { ...tool, input: { location: 'Paris' } };
    expect(partsOf([begin(0, whole), stop(0)])).toMatchObject([{ arguments: { location: 'Paris' } }]);
    expect(foldAll([begin(0, whole), stop(0)]).response().outputBytes).toBe(20);
  });

  it('counts a delta of an unknown block, and skips it', () => {
    const strays = [
      ...write(7, { type: 'text_delta', text: 'é' }),
      { type: 'content_block_delta', delta: { type: 'text_delta', text: 'x' } },
    ];
    expect(partsOf([...text(0, 'A'), ...strays])).toEqual([{ type: 'text', text: 'A' }]);
    expect(foldAll([...text(0, 'A'), ...strays]).response().outputBytes).toBe(4);
  });

  it('copes with malformed repeats: the later message_start and block win, what was reported stays', () => {
    const again = { ...start, message: { id: 'msg_2', usage: { input_tokens: 5, output_tokens: 1 } } };
    const accumulator = foldAll([start, ...text(0, 'old'), ...text(0, 'new'), end[0], again], {
      content: true,
    });
    expect(accumulator.response()).toMatchObject({
      id: 'msg_2',
      model: 'claude-sonnet-4-6',
      finishReasons: ['tool_call'],
      usage: { inputTokens: 5, outputTokens: 113 },
      output: [{ parts: [{ type: 'text', text: 'new' }] }],
    });
  });

  it('keeps at most contentMaxBytes over all blocks and counts the rest', () => {
    const events = [
      start,
      ...text(0, 'ab', 'c😄d'),
      ...text(1, 'e'),
      begin(2, tool),
      ...write(2, ...json('{}')),
      stop(2),
    ];
    expect(partsOf(events, 6)).toEqual([
      { type: 'text', text: 'abc' },
      { type: 'text', text: '' },
      { type: 'tool_call', id: tool.id, name: 'get_weather', arguments: { _raw: '' } },
    ]);
    expect(foldAll(events, { content: true, contentMaxBytes: 6 }).response().outputBytes).toBe(11);
  });
});
