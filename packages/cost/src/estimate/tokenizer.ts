import { splitRuns } from './split-runs.ts';

/** Counts the tokens of a text. */
export interface TextTokenizer {
  /** Loads what `count` needs; called when the process is idle. */
  load?(): Promise<void>;
  /** Tokens; `undefined` while it is not loaded. Runs at the end of a call: it must take milliseconds, whatever the text. */
  count(text: string): number | undefined;
}

/** UTF-16 units of a text that are counted; longer texts are extrapolated. */
const MAX_LENGTH = 32 * 1024;

/**
 * The optional peer `gpt-tokenizer` (o200k, the vocabulary of gpt-4o and later). A byte-pair encoder takes time that grows
 * with the square of a run without a break (6 s for 100 KB of one letter), so runs are cut and the text is capped.
 */
export function createGptTokenizer(): TextTokenizer {
  let countTokens: ((text: string) => number) | undefined;
  return {
    async load() {
      ({ countTokens } = await import('gpt-tokenizer/encoding/o200k_base'));
    },
    count(text) {
      return countTokens && countBounded(text, countTokens);
    },
  };
}

/** Counts in bounded time: runs of one kind of character are cut, and of a long text only the beginning is counted. */
export function countBounded(text: string, countTokens: (text: string) => number): number {
  const beginning = text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text;
  let tokens = 0;
  for (const piece of splitRuns(beginning)) tokens += countTokens(piece);
  return Math.round(tokens * (text.length / Math.max(1, beginning.length)));
}
