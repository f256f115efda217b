import { countBytes, cutToBytes } from './count-bytes.ts';
import { writeJson } from './tool-arguments.ts';

/** Gives out the bytes that one stream may keep. */
export interface TextKeeper {
  /** As much of `text` as still fits. After the first text that was cut it gives `''`, so that no kept text has a hole. */
  keepText(text: string): string;
  /** The value when its JSON fits whole, else undefined; one that is too long leaves the room to what comes after. */
  keepValue(value: unknown): unknown;
}

/**
 * A keeper for one stream.
 *
 * @param maxBytes UTF-8 bytes that are kept at most, over all texts and values; without it everything is kept.
 */
export function createTextKeeper(maxBytes: number = Number.POSITIVE_INFINITY): TextKeeper {
  let left = maxBytes;
  return {
    keepText(text: string): string {
      if (left === Number.POSITIVE_INFINITY) return text;
      const kept = cutToBytes(text, left);
      left = kept.length < text.length ? 0 : left - countBytes(kept);
      return kept;
    },
    keepValue(value: unknown): unknown {
      if (left === Number.POSITIVE_INFINITY) return value;
      const json = writeJson(value);
      const bytes = countBytes(json);
      if (json === '' || !(bytes <= left)) return undefined;
      left -= bytes;
      return value;
    },
  };
}
