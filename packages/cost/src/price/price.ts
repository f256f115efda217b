import type { Rates } from './rates.ts';

/** What a model costs at one moment, and where that is known from. */
export interface Price {
  /** Names the entry of the price list, with what changed it: `openai/gpt-5.1+flex`. */
  id: string;
  /** Who says so: `genai-prices`, `overlay`, `registered`, `fallback`, `local`. */
  source: string;
  /** The day on which the price list was read, `YYYY-MM-DD`. Absent for prices that the program registered without one. */
  date?: string;
  rates: Rates;
}

/** Which price is asked for. */
export interface PriceQuery {
  /** A value of `gen_ai.provider.name`. */
  provider: string;
  /** The model's name as requested or as answered. */
  model: string;
  /** When the request was made. */
  time: Date;
}

/** A list of prices. `find` is synchronous and fast: it runs at the end of every call. */
export interface PriceSource {
  /** Loads what `find` needs; called when the process is idle. Absent where there is nothing to load. */
  load?(): Promise<void>;
  /** The price of a model, `undefined` when this list does not know it or is not loaded. */
  find(query: PriceQuery): Price | undefined;
}
