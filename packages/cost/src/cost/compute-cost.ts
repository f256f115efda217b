import type { Usage } from '@tokenspan/streams';
import { fromDollars, perMillion, perThousand } from '../money/dollars.ts';
import type { AttoDollars } from '../money/dollars.ts';
import type { Price } from '../price/price.ts';
import type { Rate, Rates } from '../price/rates.ts';
import { countInput, countUnits } from './count-units.ts';
import type { Cost, CostPart } from './cost.ts';

const perUse: readonly string[] = ['webSearch', 'fileSearch', 'request'];

/**
 * What a usage costs at a price: exact, in integers. Price every request by itself, never a sum of requests: steps for long
 * prompts must not see sums. Never throws at odd counts.
 *
 * @param estimated whether some of the counts are estimates
 */
export function computeCost(usage: Usage, price: Price, estimated = false): Cost {
  const input = countInput(usage);
  const parts: Record<CostPart, AttoDollars> = {
    input: 0n,
    cacheRead: 0n,
    cacheWrite: 0n,
    output: 0n,
    tools: 0n,
  };
  for (const { part, rates, units } of countUnits(usage)) {
    const name = rates.find((candidate) => price.rates[candidate] !== undefined);
    if (name !== undefined && units > 0n) parts[part] += units * readRate(price.rates, name, input);
  }
  return {
    total: Object.values(parts).reduce((sum, part) => sum + part, 0n),
    parts,
    currency: 'USD',
    source: 'local',
    priceId: price.id,
    priceSource: price.source,
    ...(price.date !== undefined && { priceDate: price.date }),
    estimated,
  };
}

/** What the service itself says that the call cost; `undefined` when that is no amount of money. */
export function readReportedCost(reported: Usage['reportedCost']): Cost | undefined {
  if (!reported || !Number.isFinite(reported.amount) || reported.amount < 0) return undefined;
  return {
    total: fromDollars(reported.amount),
    currency: reported.currency,
    source: 'provider',
    estimated: false,
  };
}

function readRate(rates: Rates, name: keyof Rates, input: bigint): AttoDollars {
  const rate: Rate = rates[name] ?? 0;
  if (typeof rate === 'number') return perUse.includes(name) ? perThousand(rate) : perMillion(rate);
  let value = rate.base;
  for (const step of rate.steps.toSorted((one, other) => one.above - other.above)) {
    if (input > BigInt(step.above)) value = step.rate;
  }
  return perMillion(value);
}
