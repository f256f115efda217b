import { priceCall, PriceBook, toDollars } from '@tokenspan/cost';
import { beforeAll, expect, test } from 'vitest';
import { anthropicCases } from './anthropic-cases.ts';
import { googleCases } from './google-cases.ts';
import { openaiCases } from './openai-cases.ts';
import { otherCases } from './other-cases.ts';
import type { PriceCase } from './price-case.ts';

const cases = { ...anthropicCases, ...openaiCases, ...googleCases, ...otherCases };

const book = new PriceBook();

beforeAll(() => book.load());

function readCost(example: PriceCase): number | undefined {
  const { provider, model, usage, on = '2026-11-01', serviceTier, inferenceGeo, speed } = example;
  const served = {
    ...(serviceTier !== undefined && { serviceTier }),
    ...(inferenceGeo !== undefined && { inferenceGeo }),
    ...(speed !== undefined && { speed }),
  };
  const request = { operation: 'chat', provider, model, stream: false } as const;
  const response = { model, usage, finishReasons: ['stop'], outputBytes: 0, ...served };
  const cost = priceCall({ request, response, time: Date.parse(`${on}T12:00:00Z`) }, book);
  return cost && toDollars(cost.total);
}

test.each(Object.entries(cases))('%s', (_name, example) => {
  expect(readCost(example)).toBe(example.cost);
});

test('the table has its forty cases over three providers', () => {
  expect(Object.keys(cases).length).toBeGreaterThanOrEqual(40);
  const providers = new Set(Object.values(cases).map((example) => example.provider));
  expect([...providers]).toEqual(expect.arrayContaining(['anthropic', 'openai', 'gcp.gemini']));
});
