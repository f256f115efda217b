import type { BetaStopReason } from '@anthropic-ai/sdk/resources/beta/messages/messages';
import type { StopReason } from '@anthropic-ai/sdk/resources/messages/messages';
import { describe, expect, it } from 'vitest';
import { mapStopReason } from './map-stop-reason.ts';

// The compiler keeps this list whole: a reason that the SDK adds must get a line here.
const expected: Record<StopReason | BetaStopReason, string> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool_call',
  refusal: 'content_filter',
  compaction: 'compaction',
  pause_turn: 'pause_turn',
};

describe('mapStopReason', () => {
  it.each(Object.entries(expected))('maps %s to %s', (reason, finishReason) => {
    expect(mapStopReason(reason)).toBe(finishReason);
  });

  it('passes unknown reasons through', () => {
    expect(mapStopReason('reason_of_tomorrow')).toBe('reason_of_tomorrow');
    expect(mapStopReason('constructor')).toBe('constructor');
  });

  it('says error where none arrived', () => {
    expect([null, undefined, '', 0].map((reason) => mapStopReason(reason))).toEqual(Array(4).fill('error'));
  });
});
