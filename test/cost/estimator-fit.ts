import { findFamily } from '@tokenspan/cost';
import type { ModelFamily } from '@tokenspan/cost';
import type { ByteCount, EstimatorSample } from './estimator-samples.ts';

/** The texts of one family and side: every second one, by name, to fit on, and the others to show the error. */
export function pickSamples(
  samples: readonly EstimatorSample[],
  family: ModelFamily,
  side: 'input' | 'output',
): { fit: ByteCount[]; shown: ByteCount[] } {
  const counts = samples
    .filter(({ model }) => findFamily(model) === family)
    .flatMap((sample) => sample[side] ?? []);
  return {
    fit: counts.filter((_, index) => index % 2 === 0),
    shown: counts.filter((_, index) => index % 2 === 1),
  };
}

/** The factor with the smallest sum of errors in tokens: what a call is charged for, so that long texts weigh more. */
export function fitFactor(counts: ByteCount[]): number {
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

/** How far the estimate of all texts together lies from their tokens, as a share of these. */
export function readSumError(counts: ByteCount[], factor: number): number {
  return sum(counts.map((count) => estimate(count, factor))) / sum(counts.map(({ tokens }) => tokens)) - 1;
}

/** The sum of the errors in tokens, whatever their sign, as a share of the tokens. */
export function readMeanError(counts: ByteCount[], factor: number): number {
  const errors = counts.map((count) => Math.abs(estimate(count, factor) - count.tokens));
  return sum(errors) / sum(counts.map(({ tokens }) => tokens));
}
