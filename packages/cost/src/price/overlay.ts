import { findLongestMatch, normalizeModel } from './match-model.ts';
import { OPENAI_LONG_CONTEXT, overlayFactors, overlayModels } from './overlay-data.ts';
import type { OverlayFactor } from './overlay-data.ts';
import type { Price } from './price.ts';
import { findListName } from './providers.ts';
import type { ModelPlace } from './providers.ts';
import { multiplyRates } from './rates.ts';
import type { Rate, Rates } from './rates.ts';

/** How a call was served, in the provider's own words. */
export interface ServedAs {
  serviceTier?: string | undefined;
  inferenceGeo?: string | undefined;
  speed?: string | undefined;
}

/** Adds to a listed price what the overlay knows better, or makes the price of a model that is not listed. */
export function overlayModel(place: ModelPlace, listed: Price | undefined): Price | undefined {
  const provider = readOverlayProvider(place);
  const entries = overlayModels.filter((entry) => entry.provider === provider);
  const name = findLongestMatch(
    entries.map((entry) => entry.model),
    normalizeModel(place.model),
  );
  const entry = entries.find((candidate) => candidate.model === name);
  if (!entry) return listed && { ...listed, rates: correctSteps(provider, listed.rates) };
  if (!listed) {
    const { rates, date } = entry;
    return 'input' in rates
      ? { id: `${provider}/${entry.model}`, source: 'overlay', date, rates }
      : undefined;
  }
  return { ...listed, source: `${listed.source}+overlay`, rates: { ...listed.rates, ...entry.rates } };
}

/**
 * The price of a call that was served in a certain way; `undefined` when the overlay does not know what that costs. Only
 * the tiers, geographies and speeds of OpenAI, Anthropic and Google are known; other services' are no matter of price.
 */
export function overlayService(place: ModelPlace, price: Price, served: ServedAs): Price | undefined {
  const provider = readOverlayProvider(place);
  if (!overlayFactors.some((factor) => factor.provider === provider)) return price;
  let result: Price | undefined = price;
  const choices: [OverlayFactor['kind'], string | undefined][] = [
    ['tier', served.serviceTier],
    ['geography', served.inferenceGeo],
    ['speed', served.speed],
  ];
  for (const [kind, value] of choices) {
    if (result && value) result = applyFactor(result, findFactor(provider, place.model, kind, value), value);
  }
  return result;
}

function applyFactor(price: Price, factor: OverlayFactor | undefined, value: string): Price | undefined {
  if (!factor) return undefined;
  if (factor.factor === 1) return price;
  const rates = factor.factor === undefined ? price.rates : multiplyRates(price.rates, factor.factor);
  return { ...price, id: `${price.id}+${value.toLowerCase()}`, rates: { ...rates, ...factor.rates } };
}

function findFactor(
  provider: string,
  model: string,
  kind: OverlayFactor['kind'],
  value: string,
): OverlayFactor | undefined {
  const fitting = overlayFactors.filter(
    (factor) =>
      factor.provider === provider && factor.kind === kind && factor.values.includes(value.toLowerCase()),
  );
  const named = fitting.flatMap((factor) => factor.model ?? []);
  const name = findLongestMatch(named, normalizeModel(model).replace(/^ft:/, ''));
  return fitting.find((factor) => factor.model === name);
}

// Azure sells OpenAI's models at OpenAI's prices, its tiers included.
function readOverlayProvider({ provider }: ModelPlace): string {
  const name = findListName(provider) ?? provider;
  return name === 'azure' ? 'openai' : name;
}

function correctSteps(provider: string, rates: Rates): Rates {
  if (provider !== 'openai') return rates;
  const { listed, actual } = OPENAI_LONG_CONTEXT;
  return Object.fromEntries(
    Object.entries(rates as Record<string, Rate>).map(([name, rate]) => [
      name,
      typeof rate === 'number'
        ? rate
        : {
            base: rate.base,
            steps: rate.steps.map((step) => (step.above === listed ? { ...step, above: actual } : step)),
          },
    ]),
  );
}
