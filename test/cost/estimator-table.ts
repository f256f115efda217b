import { createGptTokenizer, findFamily, familyFactors } from '@tokenspan/cost';
import type { ModelFamily } from '@tokenspan/cost';
import { readSamples } from './estimator-samples.ts';
import type { ByteCount, EstimatorSample } from './estimator-samples.ts';

/*
 * Prints how far estimates lie from what the providers counted, and how long the tokenizer blocks at its worst:
 *   node --conditions=@tokenspan/source test/cost/estimator-table.ts
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
  const counts = samples.filter(({ model }) => findFamily(model) === family).flatMap((sample) => sample[side] ?? []);
  const fit = counts.filter((_, index) => index % 2 === 0);
  const shown = counts.filter((_, index) => index % 2 === 1);
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

/** The factor with the smallest sum of errors in tokens: what a call is charged for, so that long texts weigh more. */
function fitFactor(counts: ByteCount[]): number {
  const ratios = counts.map(({ bytes, tokens }) => tokens / (bytes / 4));
  const errors = ratios.map((factor) => readMeanError(counts, factor));
  return ratios[errors.indexOf(Math.min(...errors))] ?? 1;
}

function estimate({ bytes }: ByteCount, factor: number): number {
  return Math.ceil((bytes / 4) * factor);
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function readSumError(counts: ByteCount[], factor: number): number {
  return sum(counts.map((count) => estimate(count, factor))) / sum(counts.map(({ tokens }) => tokens)) - 1;
}

function readMeanError(counts: ByteCount[], factor: number): number {
  const errors = counts.map((count) => Math.abs(estimate(count, factor) - count.tokens));
  return sum(errors) / sum(counts.map(({ tokens }) => tokens));
}

function writePercent(ratio: number): string {
  return `${(ratio * 100).toFixed(0)} %`;
}

const samples = readSamples();
if (samples) {
  console.table(families.flatMap((family) => [...describe(samples, family, 'input'), ...describe(samples, family, 'output')]));
  if (process.argv.includes('--samples')) console.table(samples.map(({ id, input, output }) => ({ id, ...input, out: output?.bytes, outTokens: output?.tokens })));
}

const tokenizer = createGptTokenizer();
await tokenizer.load?.();
tokenizer.count('warm');
const start = performance.now();
const tokens = tokenizer.count('a'.repeat(100 * 1024));
console.log(`gpt-tokenizer, 100 KB of one letter: blocks for ${(performance.now() - start).toFixed(1)} ms (${tokens} tokens)`);
