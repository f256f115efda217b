import { describe, expect, it } from 'vitest';
import { detectAccumulator } from '../accumulate/detect-accumulator.ts';
import { createTextCompletionAccumulator, readTextCompletion } from './text-completion-accumulator.ts';

// The events of "Streaming Text Completions" in the API's own reference, with the fields of `Completion` in the SDK.
const head = { type: 'completion', id: 'compl_01', model: 'claude-2.1' };
const pieces = [
  { ...head, completion: ' Grüße', stop_reason: null },
  { type: 'ping' },
  { ...head, completion: ', 世界', stop_reason: null },
  { ...head, completion: '', stop_reason: 'stop_sequence' },
];
const text = ' Grüße, 世界';
const whole = {
  id: 'compl_01',
  model: 'claude-2.1',
  finishReasons: ['stop'],
  outputBytes: Buffer.byteLength(text),
};

describe('createTextCompletionAccumulator', () => {
  it('joins the pieces, and is finished with the stop reason', () => {
    const accumulator = createTextCompletionAccumulator({ content: true });
    const seen = pieces.map((piece) => {
      accumulator.fold(piece);
      return [accumulator.finished, accumulator.terminated];
    });
    expect(seen).toEqual([
      [false, false],
      [false, false],
      [false, false],
      [true, true],
    ]);
    expect(accumulator.response()).toEqual({
      ...whole,
      output: [{ role: 'assistant', parts: [{ type: 'text', text }] }],
    });
  });

  it('keeps no text unless it is told to, and no more than it may', () => {
    const without = createTextCompletionAccumulator();
    const cut = createTextCompletionAccumulator({ content: true, contentMaxBytes: 4 });
    for (const piece of pieces) for (const accumulator of [without, cut]) accumulator.fold(piece);
    expect(without.response()).toEqual(whole);
    // The ü would not fit whole.
    expect(cut.response().output).toEqual([{ role: 'assistant', parts: [{ type: 'text', text: ' Gr' }] }]);
  });

  it('says error of a text that was cut off', () => {
    const accumulator = createTextCompletionAccumulator();
    accumulator.fold(pieces[0]);
    expect(accumulator.finished).toBe(false);
    expect(accumulator.response().finishReasons).toEqual(['error']);
  });

  it.each([undefined, null, 'text', 7, {}, { type: 'completion', completion: 5, stop_reason: {} }])(
    'skips what it does not know: %j',
    (event) => {
      const accumulator = createTextCompletionAccumulator();
      accumulator.fold(event);
      expect(accumulator.response()).toEqual({ finishReasons: ['error'], outputBytes: 0 });
    },
  );

  it('is found by the shape of the first piece', () => {
    const accumulator = detectAccumulator();
    for (const piece of pieces) accumulator.fold(piece);
    expect(accumulator.response()).toEqual(whole);
  });
});

describe('readTextCompletion', () => {
  it('reads a plain answer as the accumulator does', () => {
    expect(readTextCompletion({ ...head, completion: text, stop_reason: 'max_tokens' })).toEqual({
      ...whole,
      finishReasons: ['length'],
    });
  });
});
