import { createGptTokenizer } from '../estimate/tokenizer.ts';
import type { TextTokenizer } from '../estimate/tokenizer.ts';
import { defaultPriceBook, PriceBook } from '../price/price-book.ts';
import type { CallRecord } from './call-record.ts';

/** The options of `costHook`. */
export interface CostHookOptions {
  /** Where prices come from. Default: the book that `registerModel` adds to. */
  prices?: PriceBook;
  /**
   * Counts tokens that the provider did not report, where the text was kept. `gpt-tokenizer` needs the package of that name
   * and is used for OpenAI's models only. Default: by bytes.
   */
  tokenizer?: 'gpt-tokenizer' | TextTokenizer;
  /** Also set `gen_ai.usage.cost.*`, as it is proposed for the GenAI conventions. Default `false`. */
  proposedAttributes?: boolean;
  /** Called with every call that has ended, once. What it throws is told to `diag` and goes no further. */
  onCall?: (call: CallRecord) => void;
}

/** The options with every default filled in. */
export interface ResolvedOptions {
  prices: PriceBook;
  tokenizer: TextTokenizer | undefined;
  proposedAttributes: boolean;
  onCall: ((call: CallRecord) => void) | undefined;
}

const rules: Record<keyof CostHookOptions, { accepted: string; accepts: (value: unknown) => boolean }> = {
  prices: { accepted: 'a PriceBook', accepts: (value) => value instanceof PriceBook },
  tokenizer: {
    accepted: '"gpt-tokenizer" or an object with a function "count"',
    accepts: (value) =>
      value === 'gpt-tokenizer' || typeof (value as Partial<TextTokenizer> | null)?.count === 'function',
  },
  proposedAttributes: { accepted: 'true or false', accepts: (value) => typeof value === 'boolean' },
  onCall: { accepted: 'a function', accepts: (value) => typeof value === 'function' },
};

/** @throws TypeError that names the option and what is accepted */
export function resolveOptions(options: CostHookOptions): ResolvedOptions {
  for (const [name, value] of Object.entries(options) as [string, unknown][]) {
    const rule = Object.hasOwn(rules, name) ? rules[name as keyof CostHookOptions] : undefined;
    if (!rule) {
      throw new TypeError(
        `costHook has no option "${name}"; accepted: ${Object.keys(rules).toSorted().join(', ')}`,
      );
    }
    if (value !== undefined && !rule.accepts(value)) {
      throw new TypeError(`costHook: option "${name}" must be ${rule.accepted}`);
    }
  }
  const { prices = defaultPriceBook, tokenizer, proposedAttributes = false, onCall } = options;
  return {
    prices,
    tokenizer: tokenizer === 'gpt-tokenizer' ? createGptTokenizer() : tokenizer,
    proposedAttributes,
    onCall,
  };
}
