import { familyFactors } from '@tokenspan/cost';
import { describe, expect, test } from 'vitest';
import { fitFactor, pickSamples, readMeanError } from './estimator-fit.ts';
import { readSamples } from './estimator-samples.ts';

const samples = readSamples();
const fitted = (['claude', 'gpt', 'gemini'] as const).flatMap((family) => [
  { family, side: 'input' as const },
  { family, side: 'output' as const },
]);

describe.skipIf(!samples).each(fitted)('$family, $side', ({ family, side }) => {
  const { fit, shown } = pickSamples(samples ?? [], family, side);
  const factor = familyFactors[family][side];

  test('the factor is the one that half of the recordings gives', () => {
    // Not to the last digit: what counts as text of a request is a little different now and then.
    expect(factor / fitFactor(fit)).toBeCloseTo(1, 1);
  });

  test('on the other half it is better than four bytes a token', () => {
    expect(readMeanError(shown, factor)).toBeLessThan(readMeanError(shown, 1));
  });
});
