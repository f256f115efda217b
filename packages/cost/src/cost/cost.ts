import type { AttoDollars } from '../money/dollars.ts';

/** The parts of a cost. They add up to the total. */
export type CostPart = 'input' | 'cacheRead' | 'cacheWrite' | 'output' | 'tools';

/** The parts of a cost in the order in which they are told. */
export const costParts: readonly CostPart[] = ['input', 'cacheRead', 'cacheWrite', 'output', 'tools'];

/** What one call cost. */
export interface Cost {
  /** Exact; sums are made of these. Read it with `toDollars`. In units of 1e-18 of `currency`. */
  total: AttoDollars;
  /** Exact parts. Absent when a gateway told the total only. */
  parts?: Record<CostPart, AttoDollars>;
  /** ISO 4217. `USD` but for gateways that charge in another currency. */
  currency: string;
  /** `provider`: the service said what it charges. `local`: computed here from a price list. */
  source: 'provider' | 'local';
  /** The entry of the price list; absent when the service said what it charges. */
  priceId?: string;
  /** Which list: see `Price.source`. */
  priceSource?: string;
  /** The day on which the list was read, `YYYY-MM-DD`. */
  priceDate?: string;
  /** The tokens, or some of them, were estimated. */
  estimated: boolean;
}
