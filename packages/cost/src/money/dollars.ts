/**
 * An exact amount of money: a whole number of atto-dollars (1e-18 USD). All sums are made in this unit; the one place where
 * an amount is rounded is `toDollars`.
 */
export type AttoDollars = bigint;

/** Decimals that a rate or an amount in USD is read to. */
const DECIMALS = 12;

/** Atto-dollars per unit of a price that has 12 decimals: of one token at USD per million, one use at USD per thousand. */
const PER_TOKEN = 1n;
const PER_USE = 1_000n;
const PER_DOLLAR = 1_000_000n;

/** The price of one token in atto-dollars, from USD per million tokens. */
export function perMillion(dollars: number): AttoDollars {
  return readDecimal(dollars) * PER_TOKEN;
}

/** The price of one use in atto-dollars, from USD per thousand uses. */
export function perThousand(dollars: number): AttoDollars {
  return readDecimal(dollars) * PER_USE;
}

/** An amount in atto-dollars, from USD. */
export function fromDollars(dollars: number): AttoDollars {
  return readDecimal(dollars) * PER_DOLLAR;
}

/** The amount in USD, rounded half up to 12 decimals. The only place where money is rounded. */
export function toDollars(amount: AttoDollars): number {
  return Number((amount + PER_DOLLAR / 2n) / PER_DOLLAR) / 10 ** DECIMALS;
}

/** How many tokens or uses a count stands for: whole and not negative, whatever a service sent. */
export function toCount(count: number | undefined): bigint {
  return count !== undefined && Number.isFinite(count) && count > 0 ? BigInt(Math.round(count)) : 0n;
}

// `toFixed` undoes what sums in binary left in published prices, such as 0.18000000000000002.
function readDecimal(value: number): bigint {
  return BigInt(value.toFixed(DECIMALS).replace('.', ''));
}
