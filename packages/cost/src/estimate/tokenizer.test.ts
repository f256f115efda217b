import { expect, test } from 'vitest';
import { splitRuns } from './split-runs.ts';
import { countBounded, createGptTokenizer } from './tokenizer.ts';

test('pieces make up the text, cut runs only, and never cut a character', () => {
  const text = `${'a'.repeat(600)} ${'1'.repeat(300)}\n${'字'.repeat(200)}${'😀'.repeat(100)} end of it`;
  const pieces = [...splitRuns(text)];
  expect(pieces.join('')).toBe(text);
  expect(pieces.every((piece) => piece.isWellFormed())).toBe(true);
  const longestRun = /(?:[a-z]+|\d+|\s+|[^\0-\x7f]+)/g;
  for (const piece of pieces) {
    for (const [run] of piece.matchAll(longestRun)) expect(Buffer.byteLength(run)).toBeLessThanOrEqual(256);
  }
  expect([...splitRuns('a plain sentence, in one piece.')]).toHaveLength(1);
  expect([...splitRuns('')]).toEqual([]);
});

test('a long text is counted by its beginning', () => {
  const lengths: number[] = [];
  const count = (piece: string): number => {
    lengths.push(piece.length);
    return piece.length / 4;
  };
  expect(countBounded('word '.repeat(20_000), count)).toBe(25_000);
  expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(32 * 1024);
});

test('gpt-tokenizer counts once it is loaded, and one letter 100,000 times takes milliseconds', async () => {
  const tokenizer = createGptTokenizer();
  expect(tokenizer.count('hello')).toBeUndefined();
  await tokenizer.load?.();
  expect(tokenizer.count('Hello, world!')).toBe(4);
  expect(tokenizer.count('')).toBe(0);
  const start = performance.now();
  expect(tokenizer.count('a'.repeat(100 * 1024))).toBe(12_800);
  const took = performance.now() - start;
  // Without the cut 6 s, where this takes 3 to 20 ms.
  expect(took).toBeLessThan(500);
});
