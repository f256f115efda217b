import { computeCost, PriceBook } from '@tokenspan/cost';
import type { Price } from '@tokenspan/cost';
import type { Usage } from '@tokenspan/streams';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';

const book = new PriceBook();
const prices: Price[] = [];

beforeAll(async () => {
  await book.load();
  const models = {
    openai: ['gpt-5.6-sol', 'gpt-4o-audio-preview', 'o3'],
    anthropic: ['claude-opus-4-6'],
    'gcp.gemini': ['gemini-2.5-flash'],
  };
  for (const [provider, names] of Object.entries(models)) {
    for (const model of names) {
      const price = book.find({ provider, model, time: new Date('2026-11-01T00:00:00Z') });
      if (price) prices.push(price);
    }
  }
});

const count = fc.oneof(fc.nat(2_000_000), fc.constantFrom(0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY));
const byModality = fc.record({ text: count, audio: count, image: count, video: count }, { requiredKeys: [] });
const usages: fc.Arbitrary<Usage> = fc.record(
  {
    inputTokens: count,
    outputTokens: count,
    cacheReadTokens: count,
    cacheWriteTokens: count,
    cacheWrite5mTokens: count,
    cacheWrite1hTokens: count,
    reasoningTokens: count,
    inputByModality: byModality,
    outputByModality: byModality,
    cacheReadByModality: byModality,
    serverToolRequests: fc.dictionary(fc.constantFrom('web_search_requests', 'other'), count),
  },
  { requiredKeys: [] },
);

test('the prices that follow are known', () => {
  expect(prices).toHaveLength(5);
});

test('whatever a service counts: no throw, no part below 0, and the parts are the total', () => {
  fc.assert(
    fc.property(usages, fc.nat(4), (usage, index) => {
      const { total, parts } = computeCost(usage, prices[index]!);
      const all = Object.values(parts ?? {});
      expect(all.every((part) => part >= 0n)).toBe(true);
      expect(all.reduce((sum, part) => sum + part, 0n)).toBe(total);
    }),
    { numRuns: 2000 },
  );
});

test('counts that fit together: the modalities of a total never change how many tokens are paid', () => {
  const flat: Price = { id: 'flat', source: 'test', rates: { input: 1, output: 1 } };
  fc.assert(
    fc.property(fc.nat(1e6), fc.nat(1e6), fc.nat(1e6), byModality, (fresh, cached, output, modalities) => {
      const usage: Usage = {
        inputTokens: fresh + cached,
        cacheReadTokens: cached,
        outputTokens: output,
        inputByModality: modalities,
        outputByModality: modalities,
      };
      // 1 USD a million tokens is 1e12 atto-dollars a token.
      expect(computeCost(usage, flat).total).toBe(BigInt(fresh + cached + output) * 1_000_000_000_000n);
    }),
  );
});
