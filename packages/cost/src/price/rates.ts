/** A rate that grows with the length of the prompt: all tokens of a request cost the rate of the highest step it passes. */
export interface SteppedRate {
  /** USD per million tokens up to the first step. */
  base: number;
  /** `rate` (USD per million tokens) holds for requests with more input tokens than `above`. */
  steps: readonly { above: number; rate: number }[];
}

/** USD per million tokens. */
export type Rate = number | SteppedRate;

/** Rates by the million tokens. A rate that is missing is that of the wider kind: cached audio costs as cached input. */
export interface TokenRates {
  input?: Rate;
  output?: Rate;
  cacheRead?: Rate;
  /** Writes to a cache that lives for five minutes, or of a service that has one kind of cache only. */
  cacheWrite?: Rate;
  /** Writes to a cache that lives for an hour. */
  cacheWrite1h?: Rate;
  /** Where reasoning has a rate of its own; else it costs as other output. */
  reasoning?: Rate;
  inputAudio?: Rate;
  outputAudio?: Rate;
  cacheReadAudio?: Rate;
  inputImage?: Rate;
  outputImage?: Rate;
  cacheReadImage?: Rate;
  inputVideo?: Rate;
  outputVideo?: Rate;
}

/** What a model costs, in USD. */
export interface Rates extends TokenRates {
  /** Per thousand searches of the web by the provider's tool. */
  webSearch?: number;
  /** Per thousand searches of stored files by the provider's tool. */
  fileSearch?: number;
  /** Per thousand requests. */
  request?: number;
}

/** The names of all token rates. */
const tokenRateNames: readonly (keyof TokenRates)[] = [
  'input',
  'output',
  'cacheRead',
  'cacheWrite',
  'cacheWrite1h',
  'reasoning',
  'inputAudio',
  'outputAudio',
  'cacheReadAudio',
  'inputImage',
  'outputImage',
  'cacheReadImage',
  'inputVideo',
  'outputVideo',
];

const useRateNames = ['webSearch', 'fileSearch', 'request'] as const;

/**
 * Checks rates that somebody gave.
 *
 * @param owner names what they belong to, for the error message
 * @throws TypeError that names the rate and the value, when one is negative, not finite or no number, or not known
 */
export function validateRates(owner: string, rates: Rates): void {
  if (typeof rates !== 'object' || rates === null)
    throw new TypeError(`${owner}: the rates must be an object`);
  const known: readonly string[] = [...tokenRateNames, ...useRateNames];
  for (const [name, rate] of Object.entries(rates) as [string, unknown][]) {
    if (!known.includes(name)) {
      throw new TypeError(`${owner} has no rate "${name}"; accepted: ${known.join(', ')}`);
    }
    if (rate !== undefined) validateRate(`${owner}: rate "${name}"`, rate);
  }
}

function validateRate(owner: string, rate: unknown): void {
  if (typeof rate !== 'object' || rate === null) {
    validateNumber(owner, rate);
    return;
  }
  const { base, steps } = rate as Partial<SteppedRate>;
  validateNumber(`${owner}.base`, base);
  if (!Array.isArray(steps)) throw new TypeError(`${owner}: "steps" must be an array`);
  for (const step of steps as { above?: unknown; rate?: unknown }[]) {
    validateNumber(`${owner}.steps.above`, step.above);
    validateNumber(`${owner}.steps.rate`, step.rate);
  }
}

function validateNumber(owner: string, value: unknown): void {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return;
  throw new TypeError(`${owner} must be a number, 0 or more, not ${String(value)}`);
}

/** All token rates multiplied; what is paid per use stays. */
export function multiplyRates(rates: Rates, factor: number): Rates {
  const multiplied: Rates = { ...rates };
  for (const name of tokenRateNames) {
    const rate = rates[name];
    if (rate !== undefined) multiplied[name] = multiplyRate(rate, factor);
  }
  return multiplied;
}

function multiplyRate(rate: Rate, factor: number): Rate {
  if (typeof rate === 'number') return rate * factor;
  return {
    base: rate.base * factor,
    steps: rate.steps.map((step) => ({ above: step.above, rate: step.rate * factor })),
  };
}
