import { warnOnce } from '../warn-once.ts';
import { GenAIPricesSource } from './genai-prices-source.ts';
import { findLongestMatch, normalizeModel } from './match-model.ts';
import { overlayModel, overlayService } from './overlay.ts';
import type { ServedAs } from './overlay.ts';
import type { Price, PriceQuery, PriceSource } from './price.ts';
import { isLocalModel, readModelPlaces } from './providers.ts';
import { refreshList } from './refresh-list.ts';
import type { RefreshOptions, RefreshResult } from './refresh-list.ts';
import { validateRates } from './rates.ts';
import type { Rates } from './rates.ts';

/** The library keeps its list for the whole process, so there is one source of it. */
const defaultSource = new GenAIPricesSource();

/** What a price is asked for, and how the call was served. */
export interface PriceRequest extends PriceQuery, ServedAs {
  /** The name that was asked for, where it may be another than `model`, the one that answered. */
  askedModel?: string;
}

/** How a model is registered. */
export interface RegisterOptions {
  /** The day on which the price was read, `YYYY-MM-DD`; goes onto the spans. */
  date?: string;
}

/**
 * Finds the price of a call. In this order: what the program registered, models of the own machine (free), the price list
 * with the overlay, the fallback. An unknown model has no price, never the price 0.
 */
export class PriceBook {
  readonly #source: PriceSource;
  readonly #registered = new Map<string, Price>();
  #parent: PriceBook | undefined;
  #fallback: Price | undefined;
  #loading: Promise<void> | undefined;
  #loaded: boolean;

  /** @param source the price list; that of `@pydantic/genai-prices` where none is given */
  constructor(source: PriceSource = defaultSource) {
    this.#source = source;
    this.#loaded = source.load === undefined;
  }

  /** Whether the price list is there, so that an unknown model is unknown for good. */
  get loaded(): boolean {
    return this.#parent?.loaded ?? this.#loaded;
  }

  /** Loads the price list. It never rejects: a list that does not load knows no model. */
  load(): Promise<void> {
    if (this.#parent) return this.#parent.load();
    this.#loading ??= (this.#source.load?.() ?? Promise.resolve()).then(
      () => {
        this.#loaded = true;
      },
      (error: unknown) => {
        this.#loaded = true;
        warnOnce(
          'load prices',
          `tokenspan: the price list could not be loaded, so that calls have no cost: ${String(error)}`,
        );
      },
    );
    return this.#loading;
  }

  /**
   * Sets the price of a model and its snapshots (`my-model` is also `my-model-2026-01-31`, never `my-model-mini`), or, with a
   * name that ends in `/`, of all models below it. It comes before every list.
   *
   * @param model the model's name; `openai/my-model` for that provider only
   * @param rates USD per million tokens
   * @throws TypeError that names a rate that is negative, not finite, or not known
   */
  registerModel(model: string, rates: Rates, options: RegisterOptions = {}): void {
    if (typeof model !== 'string' || model.trim() === '')
      throw new TypeError('registerModel: the model needs a name');
    validateRates(`registerModel("${model}")`, rates);
    const name = normalizeModel(model);
    this.#registered.set(name, {
      id: name,
      source: 'registered',
      ...(options.date !== undefined && { date: options.date }),
      rates: { ...rates },
    });
  }

  /**
   * A book that knows the same, and gives this price to models that nobody knows.
   *
   * @param rates USD per million tokens
   * @throws TypeError that names a rate that is negative, not finite, or not known
   */
  withFallback(rates: Rates): PriceBook {
    validateRates('withFallback', rates);
    const book = new PriceBook(this.#source);
    book.#parent = this;
    book.#fallback = { id: 'fallback', source: 'fallback', rates: { ...rates } };
    return book;
  }

  /** Whether a model has a price other than the fallback; `false` for those of the list until it is loaded. */
  hasModel(model: string, provider = ''): boolean {
    return this.#findKnown({ provider, model, time: new Date() }) !== undefined;
  }

  /** The names that were registered, here and in the book that this one was made from. */
  listModels(): string[] {
    return [...(this.#parent?.listModels() ?? []), ...this.#registered.keys()];
  }

  /** The price of a call; `undefined` when its model, or the way in which it was served, is not known. */
  find(request: PriceRequest): Price | undefined {
    const { askedModel = request.model } = request;
    const known = this.#findKnown(request) ?? this.#findKnown({ ...request, model: askedModel });
    return known ?? this.#fallback;
  }

  #findKnown(request: PriceRequest): Price | undefined {
    const places = readModelPlaces(request.provider, request.model);
    const registered = this.#findRegistered([
      `${request.provider}/${request.model}`,
      ...places.map((place) => place.model),
    ]);
    if (registered) return registered;
    if (places.some((place) => isLocalModel(place))) {
      return { id: 'local', source: 'local', rates: { input: 0, output: 0 } };
    }
    for (const place of places) {
      const price = overlayModel(place, this.#source.find({ ...place, time: request.time }));
      if (price) return overlayService(place, price, request);
    }
    return undefined;
  }

  #findRegistered(names: readonly string[]): Price | undefined {
    for (const name of names) {
      const match = findLongestMatch(this.#registered.keys(), normalizeModel(name));
      if (match !== undefined) return this.#registered.get(match);
    }
    return this.#parent === undefined ? undefined : this.#parent.#findRegistered(names);
  }
}

/** The book that is used where none is given. */
export const defaultPriceBook: PriceBook = new PriceBook(defaultSource);

/** `registerModel` of the default book, see `PriceBook.registerModel`. */
export function registerModel(model: string, rates: Rates, options?: RegisterOptions): void {
  defaultPriceBook.registerModel(model, rates, options);
}

/**
 * Fetches a newer price list for the default book, or takes one that was fetched before; see `RefreshResult` for which. The
 * only code of this package that uses the network. Nothing that goes wrong on the way rejects: an older list stays.
 *
 * @throws TypeError when `ttlHours` is negative or not a number
 */
export function refreshPrices(options?: RefreshOptions): Promise<RefreshResult> {
  return refreshList(defaultSource, options);
}
