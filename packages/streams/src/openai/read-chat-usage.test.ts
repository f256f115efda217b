import { expect, it } from 'vitest';
import { readChatUsage, readPredictionTokens } from './read-chat-usage.ts';

const base = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
const neutral = { inputTokens: 100, outputTokens: 20 };

it('reads details, which are parts of the totals', () => {
  const usage = {
    ...base,
    prompt_tokens_details: { cached_tokens: 64, cache_write_tokens: 8, audio_tokens: 5, text_tokens: 95 },
    completion_tokens_details: { reasoning_tokens: 12, audio_tokens: 0, text_tokens: 20 },
  };
  expect(readChatUsage(usage)).toEqual({
    ...neutral,
    cacheReadTokens: 64,
    cacheWriteTokens: 8,
    reasoningTokens: 12,
    inputByModality: { text: 95, audio: 5 },
  });
});

it('reads cached tokens where other services state them', () => {
  expect(readChatUsage({ ...base, cached_tokens: 3 })).toEqual({ ...neutral, cacheReadTokens: 3 });
  expect(readChatUsage({ ...base, prompt_cache_hit_tokens: 4 })).toEqual({ ...neutral, cacheReadTokens: 4 });
});

it('adds reasoning only where the total says that it stands apart', () => {
  const details = { completion_tokens_details: { reasoning_tokens: 94 } };
  const apart = { prompt_tokens: 32, completion_tokens: 9, total_tokens: 135, ...details };
  expect(readChatUsage(apart)).toEqual({ inputTokens: 32, outputTokens: 103, reasoningTokens: 94 });
  // OpenRouter has reported more reasoning than completion: no arithmetic on that.
  const more = { prompt_tokens: 14, completion_tokens: 514, total_tokens: 528 };
  expect(readChatUsage({ ...more, completion_tokens_details: { reasoning_tokens: 553 } })).toEqual({
    inputTokens: 14,
    outputTokens: 514,
    reasoningTokens: 553,
  });
});

it('is undefined for what reports nothing', () => {
  for (const nothing of [undefined, null, {}, { prompt_tokens: null }, { prompt_tokens: -1 }, 'x']) {
    expect(readChatUsage(nothing)).toBeUndefined();
  }
  expect(readChatUsage({ prompt_tokens: 8, total_tokens: 8, prompt_tokens_details: null })).toEqual({
    inputTokens: 8,
  });
});

it('tells the tokens of a prediction where there was one', () => {
  const details = { accepted_prediction_tokens: 7, rejected_prediction_tokens: 0 };
  expect(readPredictionTokens({ ...base, completion_tokens_details: details })).toEqual({
    'tokenspan.usage.accepted_prediction.output_tokens': 7,
    'tokenspan.usage.rejected_prediction.output_tokens': 0,
  });
  const none = { accepted_prediction_tokens: 0, rejected_prediction_tokens: 0 };
  expect(readPredictionTokens({ ...base, completion_tokens_details: none })).toEqual({});
});
