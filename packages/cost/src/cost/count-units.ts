import type { Modality, Usage } from '@tokenspan/streams';
import { toCount } from '../money/dollars.ts';
import type { Rates } from '../price/rates.ts';
import type { CostPart } from './cost.ts';

/** Tokens or uses that one rate applies to. */
export interface PricedUnits {
  part: CostPart;
  /** The rate's name, then the rates that stand in for it where the price list does not have it. */
  rates: readonly (keyof Rates)[];
  units: bigint;
}

type ByModality = Partial<Record<Modality, number>> | undefined;

/**
 * Splits a usage into units that overlap nowhere, so that each is paid once: the totals of `Usage` hold cache and reasoning.
 * Services have sent parts above their total: then the cached parts are believed, and the rest is 0. Never throws.
 */
export function countUnits(usage: Usage): PricedUnits[] {
  const cacheRead = toCount(usage.cacheReadTokens);
  const hour = toCount(usage.cacheWrite1hTokens);
  const fiveMinutes = larger(toCount(usage.cacheWriteTokens) - hour, toCount(usage.cacheWrite5mTokens));
  const input = subtract(toCount(usage.inputTokens), cacheRead + hour + fiveMinutes);
  const output = toCount(usage.outputTokens);
  const reasoning = smaller(toCount(usage.reasoningTokens), output);
  return [
    ...splitModalities(input, subtractModalities(usage.inputByModality, usage.cacheReadByModality), {
      part: 'input',
      rates: ['input'],
      audio: 'inputAudio',
      image: 'inputImage',
      video: 'inputVideo',
    }),
    ...splitModalities(cacheRead, usage.cacheReadByModality, {
      part: 'cacheRead',
      rates: ['cacheRead', 'input'],
      audio: 'cacheReadAudio',
      image: 'cacheReadImage',
    }),
    { part: 'cacheWrite', rates: ['cacheWrite', 'input'], units: fiveMinutes },
    { part: 'cacheWrite', rates: ['cacheWrite1h', 'cacheWrite', 'input'], units: hour },
    { part: 'output', rates: ['reasoning', 'output'], units: reasoning },
    ...splitModalities(output - reasoning, usage.outputByModality, {
      part: 'output',
      rates: ['output'],
      audio: 'outputAudio',
      image: 'outputImage',
      video: 'outputVideo',
    }),
    ...countTools(usage.serverToolRequests),
    { part: 'tools', rates: ['request'], units: 1n },
  ];
}

/** All input tokens, whatever the sub-counts say: what the steps of a rate are measured by. */
export function countInput(usage: Usage): bigint {
  const cached = toCount(usage.cacheReadTokens) + toCount(usage.cacheWriteTokens);
  return larger(toCount(usage.inputTokens), cached);
}

interface ModalityRates {
  part: CostPart;
  rates: readonly (keyof Rates)[];
  audio?: keyof Rates;
  image?: keyof Rates;
  video?: keyof Rates;
}

function splitModalities(
  total: bigint,
  byModality: ByModality,
  { part, rates, ...names }: ModalityRates,
): PricedUnits[] {
  let rest = total;
  const units: PricedUnits[] = [];
  for (const modality of ['audio', 'image', 'video'] as const) {
    const name = names[modality];
    const count = smaller(toCount(byModality?.[modality]), rest);
    if (name === undefined || count === 0n) continue;
    units.push({ part, rates: [name, ...rates], units: count });
    rest -= count;
  }
  return [...units, { part, rates, units: rest }];
}

function subtractModalities(all: ByModality, cached: ByModality): ByModality {
  if (!all || !cached) return all;
  const rest = Object.entries(all).map(([modality, count]) => [
    modality,
    count - (cached[modality as Modality] ?? 0),
  ]);
  return Object.fromEntries(rest) as ByModality;
}

/** Anthropic counts `web_search_requests`; others name the tool alone. What a service does not charge for has no rate. */
function countTools(requests: Record<string, number> | undefined): PricedUnits[] {
  const units: PricedUnits[] = [];
  for (const [name, count] of Object.entries(requests ?? {})) {
    const rate = /web_?search|google_?search/i.test(name)
      ? 'webSearch'
      : /file_?search/i.test(name)
        ? 'fileSearch'
        : undefined;
    if (rate) units.push({ part: 'tools', rates: [rate], units: toCount(count) });
  }
  return units;
}

function subtract(from: bigint, what: bigint): bigint {
  return larger(from - what, 0n);
}

function larger(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

function smaller(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
