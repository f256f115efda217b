import type { Usage } from '@tokenspan/streams';
import { expect, test } from 'vitest';
import { countUnits } from './count-units.ts';

function sumOf(usage: Usage, part: string): bigint {
  return countUnits(usage)
    .filter((units) => units.part === part)
    .reduce((sum, { units }) => sum + units, 0n);
}

test('parts overlap nowhere and add up to the totals', () => {
  const usage: Usage = {
    inputTokens: 1000,
    outputTokens: 400,
    cacheReadTokens: 300,
    cacheWriteTokens: 200,
    cacheWrite1hTokens: 50,
    cacheWrite5mTokens: 150,
    reasoningTokens: 100,
    inputByModality: { text: 600, audio: 300, image: 100 },
    cacheReadByModality: { audio: 100 },
    outputByModality: { audio: 120 },
  };
  const inputs = ['input', 'cacheRead', 'cacheWrite'].map((part) => sumOf(usage, part));
  expect(inputs).toEqual([500n, 300n, 200n]);
  expect(sumOf(usage, 'output')).toBe(400n);
  expect(countUnits(usage).filter(({ rates }) => rates[0] === 'inputAudio')).toEqual([
    { part: 'input', rates: ['inputAudio', 'input'], units: 200n },
  ]);
});

test('no count is ever negative, whatever was sent', () => {
  const odd: Usage = {
    inputTokens: 10,
    outputTokens: 5,
    cacheReadTokens: 500,
    cacheWriteTokens: 3,
    cacheWrite1hTokens: 90,
    reasoningTokens: 99,
    inputByModality: { audio: 70 },
    cacheReadByModality: { audio: 900 },
    outputByModality: { audio: 800, image: 800 },
    serverToolRequests: { web_search_requests: -4 },
  };
  const units = countUnits(odd);
  expect(units.every((entry) => entry.units >= 0n)).toBe(true);
  expect([
    sumOf(odd, 'input'),
    sumOf(odd, 'cacheRead'),
    sumOf(odd, 'cacheWrite'),
    sumOf(odd, 'output'),
  ]).toEqual([0n, 500n, 90n, 5n]);
});

test('tools that are paid by the use', () => {
  const tools = countUnits({
    serverToolRequests: { web_search_requests: 2, file_search_calls: 3, web_fetch_requests: 9 },
  });
  expect(tools.filter(({ part }) => part === 'tools').map(({ rates, units }) => [rates[0], units])).toEqual([
    ['webSearch', 2n],
    ['fileSearch', 3n],
    ['request', 1n],
  ]);
});
