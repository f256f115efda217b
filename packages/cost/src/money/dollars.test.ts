import { expect, test } from 'vitest';
import { fromDollars, perMillion, perThousand, toCount, toDollars } from './dollars.ts';

test('sums that floats get wrong are exact', () => {
  // 0.1 + 0.2 is 0.30000000000000004 in floats, and ten million single tokens at 0.1 per million are 1 USD.
  expect(toDollars(fromDollars(0.1) + fromDollars(0.2))).toBe(0.3);
  let total = 0n;
  for (let token = 0; token < 10_000; token++) total += perMillion(0.1);
  expect(toDollars(total)).toBe(0.001);
});

test('a published price that a sum in binary spoilt is read as it was meant', () => {
  expect(perMillion(0.18000000000000002)).toBe(perMillion(0.18));
  expect(perMillion(0.3 * 1.1)).toBe(perMillion(0.33));
});

test('units: a million tokens, a thousand uses', () => {
  expect(toDollars(1_000_000n * perMillion(3))).toBe(3);
  expect(toDollars(1000n * perThousand(10))).toBe(10);
});

test('rounds half up to twelve decimals, and only there', () => {
  expect(toDollars(499_999n)).toBe(0);
  expect(toDollars(500_000n)).toBe(1e-12);
  expect(toDollars(499_999n + 499_999n)).toBe(1e-12);
});

test('counts are whole and not negative, whatever was sent', () => {
  expect([undefined, -1, Number.NaN, Number.POSITIVE_INFINITY, 0].map((count) => toCount(count))).toEqual([
    0n,
    0n,
    0n,
    0n,
    0n,
  ]);
  expect(toCount(12.6)).toBe(13n);
});
