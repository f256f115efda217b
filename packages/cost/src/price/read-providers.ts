/** An entry of a fetched list, as far as it is looked at. */
interface ListedProvider {
  id?: unknown;
  models?: unknown;
}

interface ListedModel {
  id?: unknown;
  match?: unknown;
  prices?: unknown;
}

/**
 * The providers of a fetched list without the models that cannot be used: those with no name, no way to match it, or a price
 * that is negative or no number. Empty when it is no list at all.
 */
export function readProviders(list: unknown): unknown[] {
  if (!Array.isArray(list)) return [];
  return (list as (ListedProvider | null)[]).flatMap((provider) => {
    if (typeof provider?.id !== 'string' || !Array.isArray(provider.models)) return [];
    return [
      { ...provider, models: (provider.models as (ListedModel | null)[]).filter((model) => isUsable(model)) },
    ];
  });
}

function isUsable(model: ListedModel | null): boolean {
  if (typeof model?.id !== 'string' || typeof model.match !== 'object' || model.match === null) return false;
  const entries: unknown[] = Array.isArray(model.prices)
    ? model.prices.map((entry: { prices?: unknown } | null) => entry?.prices)
    : [model.prices];
  return entries.length > 0 && entries.every((prices) => isPriceTable(prices));
}

function isPriceTable(prices: unknown): boolean {
  if (typeof prices !== 'object' || prices === null) return false;
  return Object.values(prices).every((price: unknown) => isPrice(price) || isSteppedPrice(price));
}

function isSteppedPrice(price: unknown): boolean {
  const { base, tiers } = (price ?? {}) as { base?: unknown; tiers?: unknown };
  if (!isPrice(base) || !Array.isArray(tiers)) return false;
  return (tiers as ({ start?: unknown; price?: unknown } | null)[]).every(
    (tier) => isPrice(tier?.start) && isPrice(tier?.price),
  );
}

function isPrice(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
