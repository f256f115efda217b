import { describe, expect, it } from 'vitest';
import { mergeStartUsage, mergeUsage, readMessageUsage, readUsage, totalUsage } from './read-usage.ts';

// The start of recording anthropic/messages-020-stream-reasoning, and its end.
const start = {
  input_tokens: 50,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
  cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
  output_tokens: 1,
  service_tier: 'standard',
  inference_geo: 'not_available',
};
const delta = {
  input_tokens: 50,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
  output_tokens: 93,
  output_tokens_details: { thinking_tokens: 53 },
};

describe('readUsage', () => {
  it('takes the counts of the delta, which repeat those of the start, once', () => {
    expect(readUsage(start, delta)).toEqual({
      inputTokens: 50,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      cacheWrite5mTokens: 0,
      cacheWrite1hTokens: 0,
      outputTokens: 93,
      reasoningTokens: 53,
    });
  });

  it('reports no output tokens of a start alone: they are a placeholder', () => {
    const usage = readUsage(
      { ...start, output_tokens: 66, output_tokens_details: { thinking_tokens: 5 } },
      undefined,
    );
    expect(usage).toMatchObject({ inputTokens: 50 });
    expect(usage).not.toHaveProperty('outputTokens');
    expect(usage).not.toHaveProperty('reasoningTokens');
  });

  it('never falls back to the placeholder when the delta has no output tokens', () => {
    expect(readUsage(start, { output_tokens: null })).not.toHaveProperty('outputTokens');
  });

  it('counts cached tokens as input tokens', () => {
    const cached = {
      ...start,
      input_tokens: 10,
      cache_read_input_tokens: 100,
      cache_creation_input_tokens: 7,
    };
    expect(readUsage(cached, { output_tokens: 5 })).toMatchObject({
      inputTokens: 117,
      cacheReadTokens: 100,
      cacheWriteTokens: 7,
      outputTokens: 5,
    });
  });

  it('lets a field of the delta win only when it is not null', () => {
    const cached = {
      ...start,
      cache_read_input_tokens: 100,
      cache_creation_input_tokens: 7,
      cache_creation: { ephemeral_5m_input_tokens: 3, ephemeral_1h_input_tokens: 4 },
    };
    const grown = {
      input_tokens: 60,
      cache_read_input_tokens: null,
      cache_creation_input_tokens: 8,
      output_tokens: 5,
      output_tokens_details: null,
      server_tool_use: null,
    };
    expect(readUsage(cached, grown)).toEqual({
      inputTokens: 168,
      cacheReadTokens: 100,
      cacheWriteTokens: 8,
      cacheWrite5mTokens: 3,
      cacheWrite1hTokens: 4,
      outputTokens: 5,
    });
  });

  it('takes the 5m/1h split of the delta when it brings one', () => {
    const split = { cache_creation: { ephemeral_5m_input_tokens: 1, ephemeral_1h_input_tokens: 6 } };
    expect(readUsage(start, split)).toMatchObject({ cacheWrite5mTokens: 1, cacheWrite1hTokens: 6 });
  });

  it('reads every counter of server tools', () => {
    const usage = readUsage(start, {
      output_tokens: 510,
      server_tool_use: {
        web_search_requests: 2,
        web_fetch_requests: 1,
        tool_of_tomorrow_requests: 3,
        note: 'x',
      },
    });
    expect(usage?.serverToolRequests).toEqual({
      web_search_requests: 2,
      web_fetch_requests: 1,
      tool_of_tomorrow_requests: 3,
    });
  });

  it('adds nothing of iterations, which are in the totals or, of a compaction, left out of them', () => {
    const iterations = [
      { type: 'compaction', input_tokens: 180_000, output_tokens: 3500 },
      { type: 'message', input_tokens: 50, output_tokens: 93 },
    ];
    expect(readUsage(start, { ...delta, iterations })).toEqual(readUsage(start, delta));
  });

  it('lets an empty delta erase nothing', () => {
    const counted = mergeUsage(mergeStartUsage(undefined, start), {
      ...delta,
      server_tool_use: { web_search_requests: 1 },
    });
    for (const empty of [{}, null, undefined, { server_tool_use: {}, cache_creation: {} }]) {
      expect(mergeUsage(counted, empty)).toEqual(counted);
    }
  });

  it('keeps the output tokens that were reported when a start is repeated', () => {
    const counted = mergeStartUsage(mergeUsage(mergeStartUsage(undefined, start), delta), start);
    expect(totalUsage(counted)).toMatchObject({ outputTokens: 93, reasoningTokens: 53 });
  });

  it.each([
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a negative number', -1],
    ['a text', '50'],
    ['null', null],
    ['an object', {}],
  ])('ignores malformed counts: %s', (_name, count) => {
    expect(readUsage({ input_tokens: count }, { output_tokens: count })).toBeUndefined();
    expect(readUsage(start, { input_tokens: count, output_tokens: count })).toMatchObject({
      inputTokens: 50,
    });
  });

  it('is absent when nothing was reported', () => {
    expect(readUsage(undefined, null)).toBeUndefined();
    expect(readUsage({ service_tier: 'standard' }, {})).toBeUndefined();
  });

  it('sums the input tokens when only cached ones are reported', () => {
    expect(readUsage({ cache_read_input_tokens: 5 }, undefined)).toEqual({
      inputTokens: 5,
      cacheReadTokens: 5,
    });
  });
});

describe('readMessageUsage', () => {
  it('reads the usage of a plain message, output tokens included', () => {
    // Recording anthropic/messages-012-cacheread-cachewrite.
    const usage = {
      input_tokens: 100,
      cache_creation_input_tokens: 5,
      cache_read_input_tokens: 2,
      output_tokens: 21,
    };
    expect(readMessageUsage(usage)).toEqual({
      inputTokens: 107,
      cacheReadTokens: 2,
      cacheWriteTokens: 5,
      outputTokens: 21,
    });
  });

  it('is absent of what is no usage', () => {
    expect([undefined, null, 5, 'x', {}].map((usage) => readMessageUsage(usage))).toEqual(
      Array(5).fill(undefined),
    );
  });
});
