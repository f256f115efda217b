import { familyFactors } from '@tokenspan/cost';
import { expect, test } from 'vitest';
import { fitFactor, pickSamples, readSumError } from './estimator-fit.ts';
import { readSamples } from './estimator-samples.ts';

const samples = readSamples();

test.skipIf(!samples)('the factors in use are those that the first half of the recordings gives', () => {
  for (const family of ['claude', 'gpt', 'gemini'] as const) {
    for (const side of ['input', 'output'] as const) {
      const { fit } = pickSamples(samples ?? [], family, side);
      expect
        .soft(fitFactor(fit).toFixed(2), `${family} ${side}`)
        .toBe(familyFactors[family][side].toFixed(2));
    }
  }
});

test.skipIf(!samples)('on the other half the factors are no worse than four bytes a token', () => {
  for (const family of ['claude', 'gpt', 'gemini'] as const) {
    const { shown } = pickSamples(samples ?? [], family, 'input');
    const plain = Math.abs(readSumError(shown, 1));
    expect(Math.abs(readSumError(shown, familyFactors[family].input)), family).toBeLessThanOrEqual(plain);
  }
});
