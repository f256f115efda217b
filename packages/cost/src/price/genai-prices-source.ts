import type * as GenAIPrices from '@pydantic/genai-prices';
import { normalizeModel } from './match-model.ts';
import type { Price, PriceQuery, PriceSource } from './price.ts';
import { findListName } from './providers.ts';
import type { Rate, Rates } from './rates.ts';

type Library = typeof GenAIPrices;
type ListedPrices = GenAIPrices.ModelPrice;

/** The day on which the bundled list (@pydantic/genai-prices 0.1.8) was published. */
const BUNDLED_DATE = '2026-09-23';

const rateNames: Record<string, keyof Rates> = {
  input_mtok: 'input',
  output_mtok: 'output',
  cache_read_mtok: 'cacheRead',
  cache_write_mtok: 'cacheWrite',
  cache_write_1h_mtok: 'cacheWrite1h',
  output_reasoning_mtok: 'reasoning',
  input_audio_mtok: 'inputAudio',
  output_audio_mtok: 'outputAudio',
  cache_audio_read_mtok: 'cacheReadAudio',
  input_image_mtok: 'inputImage',
  output_image_mtok: 'outputImage',
  cache_image_read_mtok: 'cacheReadImage',
  input_video_mtok: 'inputVideo',
  output_video_mtok: 'outputVideo',
  web_searches_kcount: 'webSearch',
  storage_searches_kcount: 'fileSearch',
  requests_kcount: 'request',
};

/** The prices of `@pydantic/genai-prices`: bundled, dated, no network. */
export class GenAIPricesSource implements PriceSource {
  #library: Library | undefined;
  #loading: Promise<void> | undefined;
  #date = BUNDLED_DATE;

  /** Loads the list: about 60 ms of work and 19 MB of memory, once. */
  load(): Promise<void> {
    this.#loading ??= import('@pydantic/genai-prices').then((library) => {
      this.#library = library;
    });
    return this.#loading;
  }

  find(query: PriceQuery): Price | undefined {
    const providerId = findListName(query.provider);
    if (!this.#library || providerId === undefined) return undefined;
    // Only the rates are taken: its arithmetic is in floats and throws at counts that real services send.
    const found = this.#library.calcPrice({}, normalizeModel(query.model), {
      providerId,
      timestamp: query.time,
    });
    if (!found) return undefined;
    const { provider, model, model_price: prices } = found;
    const start = Array.isArray(model.prices) ? readStart(model.prices, prices) : undefined;
    const id = `${provider.id}/${model.id}${start === undefined ? '' : `@${start}`}`;
    return { id, source: 'genai-prices', date: this.#date, rates: readRates(prices) };
  }

  /**
   * Takes a newer list, as the library's own address serves it.
   *
   * @throws when the library refuses it; then the old list stays
   */
  async replace(providers: unknown[], date: string): Promise<void> {
    await this.load();
    const library = this.#library;
    if (!library) return;
    library.updatePrices(({ setProviderData }) => setProviderData(providers as GenAIPrices.Provider[]));
    this.#date = date;
  }
}

function readStart(list: GenAIPrices.ConditionalPrice[], prices: ListedPrices): string | undefined {
  const constraint = list.find((entry) => entry.prices === prices)?.constraint;
  return constraint?.type === 'start_date' ? constraint.start_date : undefined;
}

function readRates(prices: ListedPrices): Rates {
  const rates: Record<string, Rate> = {};
  for (const [key, price] of Object.entries(prices)) {
    const name = rateNames[key];
    if (name === undefined || price === undefined) continue;
    rates[name] =
      typeof price === 'number'
        ? price
        : { base: price.base, steps: price.tiers.map((tier) => ({ above: tier.start, rate: tier.price })) };
  }
  return rates;
}
