import { createGptTokenizer, familyFactors } from '@tokenspan/cost';
import type { ModelFamily } from '@tokenspan/cost';
import { fitFactor, pickSamples, readMeanError, readSumError } from '../cost/estimator-fit.ts';
import { readSamples } from '../cost/estimator-samples.ts';
import type { EstimatorSample } from '../cost/estimator-samples.ts';

/*
 * Prints how far estimates lie from what the providers counted, and how long the tokenizer blocks at its worst:
 *   node --conditions=@tokenspan/source test/bench/estimator-table.ts
 * Every second recording, by name, is for the fit; the errors are those of the others.
 */

interface Row {
  family: string;
  side: string;
  'fitted on': number;
  'shown on': number;
  'fitted factor': string;
  'factor in use': string;
  'bytes/4: error of the sum': string;
  'bytes/4: mean error': string;
  'in use: error of the sum': string;
  'in use: mean error': string;
}

const families: ModelFamily[] = ['claude', 'gpt', 'gemini', 'other'];

function describe(samples: EstimatorSample[], family: ModelFamily, side: 'input' | 'output'): Row[] {
  const { fit, shown } = pickSamples(samples, family, side);
  if (fit.length === 0 || shown.length === 0) return [];
  const factor = familyFactors[family][side];
  return [
    {
      family,
      side,
      'fitted on': fit.length,
      'shown on': shown.length,
      'fitted factor': fitFactor(fit).toFixed(2),
      'factor in use': factor.toFixed(2),
      'bytes/4: error of the sum': writePercent(readSumError(shown, 1)),
      'bytes/4: mean error': writePercent(readMeanError(shown, 1)),
      'in use: error of the sum': writePercent(readSumError(shown, factor)),
      'in use: mean error': writePercent(readMeanError(shown, factor)),
    },
  ];
}

function writePercent(ratio: number): string {
  return `${(ratio * 100).toFixed(0)} %`;
}

const samples = readSamples();
if (samples) {
  console.table(
    families.flatMap((family) => [
      ...describe(samples, family, 'input'),
      ...describe(samples, family, 'output'),
    ]),
  );
}

const tokenizer = createGptTokenizer();
await tokenizer.load?.();
tokenizer.count('warm');
const start = performance.now();
const tokens = tokenizer.count('a'.repeat(100 * 1024));
console.log(
  `gpt-tokenizer, 100 KB of one letter: blocks for ${(performance.now() - start).toFixed(1)} ms (${tokens} tokens)`,
);
