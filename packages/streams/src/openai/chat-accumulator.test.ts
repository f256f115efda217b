import { describe, expect, it } from 'vitest';
import type { Accumulator } from '../accumulate/accumulator.ts';
import { detectAccumulator } from '../accumulate/detect-accumulator.ts';
import { createChatAccumulator, createCompletionAccumulator } from './chat-accumulator.ts';
import { readChatCompletion } from './read-chat-completion.ts';

const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'gpt-4o-2024-08-06' };

function chunk(delta: object | undefined, finish_reason: string | null = null, more: object = {}): object {
  const choice = { index: 0, ...(delta && { delta }), logprobs: null, finish_reason };
  return { ...head, choices: [choice], ...more };
}

function fold(events: object[], accumulator: Accumulator = createChatAccumulator({ content: true })) {
  const seen = events.map((event) => {
    accumulator.fold(event);
    return [accumulator.finished, accumulator.terminated];
  });
  return { response: accumulator.response(), seen, last: seen.at(-1) };
}

function call(index: number | undefined, id: string | undefined, name: string | undefined, args: string) {
  return { tool_calls: [{ index, id, type: 'function', function: { name, arguments: args } }] };
}

const usage = { prompt_tokens: 12, completion_tokens: 26, total_tokens: 38 };

describe('createChatAccumulator', () => {
  it('is terminated by the chunk that has usage and no choices, and by nothing else', () => {
    const asked = fold([
      chunk({ role: 'assistant', content: 'Hi' }, null, { usage: null }),
      chunk({}, 'stop', { usage: null }),
      { ...head, choices: [], usage },
      chunk({ content: 'late' }),
    ]);
    expect(asked.seen).toEqual([
      [false, false],
      [true, false],
      [true, true],
      [true, true],
    ]);
    expect(asked.response).toEqual({
      id: 'chatcmpl-1',
      model: 'gpt-4o-2024-08-06',
      finishReasons: ['stop'],
      usage: { inputTokens: 12, outputTokens: 26 },
      outputBytes: 2,
      output: [{ role: 'assistant', parts: [{ type: 'text', text: 'Hi' }] }],
    });
    expect(fold([chunk({ content: 'Hi' }), chunk({}, 'stop', { usage })]).last).toEqual([true, false]);
    expect(fold([chunk({ content: 'Hi' }), { ...head, choices: [], usage }]).last).toEqual([false, false]);
  });

  it('reads past the empty texts of the first chunk of Azure, and choices without delta after the finish', () => {
    const { response, last } = fold([
      { choices: [], created: 0, id: '', model: '', object: '', prompt_filter_results: [{}] },
      chunk({ content: 'Hi' }),
      chunk({}, 'stop'),
      { ...head, choices: [{ index: 0, finish_reason: null, content_filter_offsets: { check_offset: 1 } }] },
    ]);
    expect(last).toEqual([true, false]);
    expect(response).toMatchObject({ id: 'chatcmpl-1', model: 'gpt-4o-2024-08-06', finishReasons: ['stop'] });
  });

  it('takes usage from a chunk with choices, twice with the finish reason, and from x_groq', () => {
    const openRouter = fold([
      chunk({ content: '', reasoning: 'Hm. ' }),
      chunk({ content: 'Hi' }),
      chunk({ content: '' }, 'stop', { native_finish_reason: 'STOP' }),
      chunk({ content: '' }, 'stop', { usage: { ...usage, cost: 0.00014 } }),
    ]);
    expect(openRouter.response).toMatchObject({
      finishReasons: ['stop'],
      usage: { inputTokens: 12, outputTokens: 26, reportedCost: { amount: 0.00014, currency: 'USD' } },
      outputBytes: 6,
      output: [
        {
          parts: [
            { type: 'reasoning', text: 'Hm. ' },
            { type: 'text', text: 'Hi' },
          ],
        },
      ],
    });
    const groq = fold([chunk({ content: 'Hi' }), chunk({}, 'stop', { x_groq: { id: 'req', usage } })]);
    expect(groq.response.usage).toEqual({ inputTokens: 12, outputTokens: 26 });
  });

  it('lets the last usage count, and no empty one', () => {
    const stats = (completion: number) => ({ usage: { prompt_tokens: 5, completion_tokens: completion } });
    const { response } = fold([
      chunk({ content: 'a' }, null, stats(1)),
      chunk({ content: 'b' }, 'stop', stats(2)),
      chunk({}, 'stop', { usage: {} }),
    ]);
    expect(response.usage).toEqual({ inputTokens: 5, outputTokens: 2 });
  });

  it('puts tool calls together by index', () => {
    const { response } = fold([
      chunk({ role: 'assistant', content: null, ...call(0, 'call_a', 'first', '') }),
      chunk(call(1, 'call_b', 'second', '')),
      chunk(call(0, undefined, undefined, '{"x":')),
      chunk(call(1, undefined, undefined, '{}')),
      chunk(call(0, undefined, undefined, '1}')),
      chunk({}, 'tool_calls'),
    ]);
    expect(response.finishReasons).toEqual(['tool_call']);
    expect(response.outputBytes).toBe(9);
    expect(response.output?.[0]?.parts).toEqual([
      { type: 'tool_call', id: 'call_a', name: 'first', arguments: { x: 1 } },
      { type: 'tool_call', id: 'call_b', name: 'second', arguments: {} },
    ]);
  });

  it('tells whole calls apart that come without an index, or all with index 0', () => {
    for (const index of [undefined, 0]) {
      const { response } = fold([
        chunk(call(index, 'a', 'one', '{"n":1}')),
        chunk(call(index, 'b', 'two', '{"n":2}'), 'tool_calls'),
      ]);
      expect(response.output?.[0]?.parts).toEqual([
        { type: 'tool_call', id: 'a', name: 'one', arguments: { n: 1 } },
        { type: 'tool_call', id: 'b', name: 'two', arguments: { n: 2 } },
      ]);
    }
  });

  it('keeps what is no JSON, and arguments that came as an object, and text for custom tools', () => {
    const custom = { tool_calls: [{ index: 2, id: 'c', custom: { name: 'run', input: 'print(1)' } }] };
    const object = { tool_calls: [{ index: 1, id: 'b', function: { name: 'o', arguments: { a: 1 } } }] };
    const { response } = fold([chunk(call(0, 'a', 'cut', '{"n":')), chunk(object), chunk(custom)]);
    expect(response.output?.[0]?.parts).toMatchObject([
      { arguments: { _raw: '{"n":' } },
      { arguments: { a: 1 } },
      { arguments: 'print(1)' },
    ]);
    expect(response.finishReasons).toEqual(['error']);
  });

  it('takes a finish reason back when another call follows it', () => {
    const { seen } = fold([
      chunk(call(0, 'a', 'one', '{}'), 'tool_calls'),
      chunk(call(1, 'b', 'two', '{')),
      chunk(call(1, undefined, undefined, '}'), 'tool_calls'),
    ]);
    expect(seen.map(([finished]) => finished)).toEqual([true, false, true]);
  });

  it('waits for as many choices as were asked for', () => {
    const choice = (index: number, finish_reason: string | null) => ({
      ...head,
      choices: [{ index, delta: { content: 'x' }, finish_reason }],
    });
    const accumulator = createChatAccumulator({ choiceCount: 3 });
    const { seen, response } = fold([choice(2, 'length'), choice(0, 'stop')], accumulator);
    expect(seen).toEqual([
      [false, false],
      [false, false],
    ]);
    expect(response.finishReasons).toEqual(['stop', 'error', 'length']);
    accumulator.fold(choice(1, 'content_filter'));
    expect(accumulator.finished).toBe(true);
    expect(accumulator.response().finishReasons).toEqual(['stop', 'content_filter', 'length']);
  });

  it('counts refusals, audio transcripts and the reasoning of DeepSeek and Mistral as written', () => {
    const thinking = [
      { type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] },
      { type: 'text', text: '!' },
    ];
    const { response } = fold([
      chunk({ reasoning_content: 'Let me see' }),
      chunk({ content: thinking }),
      chunk({ refusal: 'No' }),
      chunk({ audio: { transcript: ' way' } }, 'stop'),
    ]);
    expect(response.output?.[0]?.parts).toEqual([
      { type: 'reasoning', text: 'Let me seeHm' },
      { type: 'text', text: '!No way' },
    ]);
    expect(response.outputBytes).toBe(19);
  });

  it('keeps no text unless asked, and no more than asked', () => {
    const events = [chunk({ content: 'Grüße ' }), chunk({ content: 'aus Zürich' }), chunk({}, 'stop')];
    expect(fold(events, createChatAccumulator()).response).not.toHaveProperty('output');
    const { response } = fold(events, createChatAccumulator({ content: true, contentMaxBytes: 10 }));
    expect(response.outputBytes).toBe(19);
    expect(response.output?.[0]?.parts).toEqual([{ type: 'text', text: 'Grüße au' }]);
  });

  it('skips what is broken', () => {
    const broken = [
      null,
      'text',
      [],
      {},
      { choices: 7 },
      { choices: [null, 3, { index: -1 }, { delta: 'x' }] },
    ];
    const accumulator = createChatAccumulator({ content: true });
    for (const event of broken) accumulator.fold(event);
    for (const event of [{ choices: [{ delta: { tool_calls: [null, {}, { function: 3 }] } }], usage: 'x' }])
      accumulator.fold(event);
    expect(accumulator.response().outputBytes).toBe(0);
    expect(accumulator.finished).toBe(false);
  });

  it('tells the failure that a service answers with status 200', () => {
    const failed = readChatCompletion({ error: { message: 'Provider returned error', code: 429 } });
    expect(failed).toMatchObject({ failure: { code: '429', message: 'Provider returned error' } });
  });
});

describe('createCompletionAccumulator', () => {
  it('reads texts, several choices a chunk, once where Together repeats them as a delta', () => {
    const { response } = fold(
      [
        {
          id: 'cmpl-1',
          choices: [
            { index: 0, text: 'a' },
            { index: 1, text: 'bc' },
          ],
          model: 'm',
        },
        { choices: [{ index: 0, text: '!', delta: { content: '!' }, finish_reason: 'eos' }] },
        { choices: [{ index: 1, text: '', finish_reason: 'length' }] },
      ],
      createCompletionAccumulator({ content: true }),
    );
    expect(response).toMatchObject({ finishReasons: ['stop', 'length'], outputBytes: 4 });
    expect(response.output?.map(({ parts }) => parts)).toEqual([
      [{ type: 'text', text: 'a!' }],
      [{ type: 'text', text: 'bc' }],
    ]);
  });
});

it('is found by the shape of a chunk', () => {
  const accumulator = detectAccumulator();
  accumulator.fold({ choices: [], created: 0, id: '', model: '', object: '' });
  accumulator.fold(chunk({ content: 'Hi' }, 'stop'));
  expect(accumulator.response()).toMatchObject({ finishReasons: ['stop'], outputBytes: 2 });
});
