import { describe, expect, it } from 'vitest';
import { createInteractionAccumulator, readInteraction } from './interaction-accumulator.ts';

const usage = {
  total_tokens: 242,
  total_input_tokens: 9,
  input_tokens_by_modality: [{ modality: 'text', tokens: 9 }],
  total_cached_tokens: 0,
  total_output_tokens: 13,
  total_tool_use_tokens: 0,
  total_thought_tokens: 220,
};
const neutral = {
  inputTokens: 9,
  outputTokens: 233,
  reasoningTokens: 220,
  cacheReadTokens: 0,
  inputByModality: { text: 9 },
};
const head = { id: 'v1_1', status: 'in_progress', object: 'interaction', model: 'gemini-2.5-flash' };

function fold(events: unknown[], options = {}): ReturnType<typeof createInteractionAccumulator> {
  const accumulator = createInteractionAccumulator(options);
  for (const event of events) accumulator.fold(event);
  return accumulator;
}

describe('createInteractionAccumulator', () => {
  const events = [
    { interaction: head, event_type: 'interaction.created' },
    { interaction_id: 'v1_1', status: 'in_progress', event_type: 'interaction.status_update' },
    { index: 0, step: { type: 'thought' }, event_type: 'step.start' },
    {
      index: 0,
      delta: { content: { text: 'Hm.', type: 'text' }, type: 'thought_summary' },
      event_type: 'step.delta',
    },
    { index: 0, delta: { signature: 'sig', type: 'thought_signature' }, event_type: 'step.delta' },
    { index: 0, event_type: 'step.stop' },
    { index: 1, step: { type: 'model_output' }, event_type: 'step.start' },
    { index: 1, delta: { text: 'Why ', type: 'text' }, event_type: 'step.delta' },
    { index: 1, delta: { text: 'not?', type: 'text' }, event_type: 'step.delta' },
    { index: 1, event_type: 'step.stop' },
    {
      index: 2,
      step: { type: 'function_call', id: 'f1', name: 'tell', arguments: {} },
      event_type: 'step.start',
    },
    { index: 2, delta: { type: 'arguments_delta', arguments: '{"to":' }, event_type: 'step.delta' },
    { index: 2, delta: { type: 'arguments_delta', arguments: '"me"}' }, event_type: 'step.delta' },
    { index: 2, event_type: 'step.stop' },
    {
      interaction: { ...head, status: 'completed', usage, service_tier: 'standard' },
      event_type: 'interaction.completed',
    },
  ];

  it('folds the events of 2.x and 3.x', () => {
    const accumulator = fold(events, { content: true });
    expect([accumulator.finished, accumulator.terminated]).toEqual([true, true]);
    expect(accumulator.response()).toEqual({
      id: 'v1_1',
      model: 'gemini-2.5-flash',
      finishReasons: ['stop'],
      usage: neutral,
      serviceTier: 'standard',
      outputBytes: 3 + 8 + 11,
      output: [
        {
          role: 'model',
          parts: [
            { type: 'reasoning', text: 'Hm.' },
            { type: 'text', text: 'Why not?' },
            { type: 'tool_call', id: 'f1', name: 'tell', arguments: { to: 'me' } },
          ],
        },
      ],
    });
  });

  it('is not finished before the end and then has no usage but what an event stated', () => {
    const cut = fold(events.slice(0, -1));
    expect([cut.finished, cut.terminated]).toEqual([false, false]);
    expect(cut.response()).toMatchObject({ finishReasons: ['error'], outputBytes: 22 });
    expect(cut.response()).not.toHaveProperty('usage');
    cut.fold({ event_type: 'step.delta', delta: { type: 'text', text: '' }, metadata: { usage } });
    expect(cut.response().usage).toEqual(neutral);
  });

  it('folds the events of 1.x', () => {
    const accumulator = fold(
      [
        { event_type: 'interaction.start', interaction: head },
        { event_type: 'content.start', index: 0, content: { type: 'text' } },
        { event_type: 'content.delta', index: 0, delta: { type: 'text', text: 'Hi' } },
        {
          event_type: 'content.delta',
          index: 1,
          delta: { type: 'function_call', id: 'f1', name: 'tell', arguments: { to: 'me' } },
        },
        { event_type: 'content.stop', index: 0 },
        { event_type: 'interaction.complete', interaction: { ...head, status: 'requires_action', usage } },
      ],
      { content: true },
    );
    expect(accumulator.terminated).toBe(true);
    expect(accumulator.response()).toMatchObject({
      finishReasons: ['tool_call'],
      usage: neutral,
      output: [
        {
          parts: [
            { type: 'text', text: 'Hi' },
            { type: 'tool_call', arguments: { to: 'me' } },
          ],
        },
      ],
    });
  });

  it('states the failure of an error event', () => {
    const error = { code: 'internal_error', message: 'Broken' };
    const accumulator = fold([...events.slice(0, 3), { event_type: 'error', error }]);
    expect(accumulator.finished).toBe(false);
    expect(accumulator.response()).toMatchObject({ failure: error, finishReasons: ['error'] });
  });
});

describe('readInteraction', () => {
  it('reads steps, status and usage', () => {
    const steps = [
      { type: 'thought', signature: 'sig' },
      { type: 'model_output', content: [{ type: 'text', text: 'Hello' }] },
      { type: 'code_execution_call', id: 'x1', arguments: { language: 'python', code: '1' } },
      { type: 'code_execution_result', call_id: 'x1', result: '1' },
    ];
    const response = readInteraction({ ...head, status: 'incomplete', usage, steps }, { content: true });
    expect(response).toMatchObject({ finishReasons: ['length'], usage: neutral });
    expect(response.output?.[0]?.parts).toEqual([
      { type: 'text', text: 'Hello' },
      {
        type: 'server_tool_call',
        id: 'x1',
        name: 'code_execution',
        arguments: { language: 'python', code: '1' },
      },
      { type: 'server_tool_call_response', id: 'x1', name: 'code_execution_result', response: '1' },
    ]);
  });

  it('is pending while the interaction goes on in the background', () => {
    expect(readInteraction({ ...head })).toMatchObject({ pending: true, finishReasons: [] });
  });

  it('fails with the first of the errors', () => {
    const errors = [{ code: 'quota', message: 'No more.' }];
    expect(readInteraction({ ...head, status: 'failed', errors })).toMatchObject({
      finishReasons: ['error'],
      failure: { code: 'quota', message: 'No more.' },
    });
  });
});
