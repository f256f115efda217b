/** How far a text goes in a number of bytes. */
export interface MeasuredText {
  /** UTF-16 units that fit: a prefix of the text that ends between two characters. */
  length: number;
  /** UTF-8 bytes that the prefix takes inside a JSON string, without its quotes. */
  bytes: number;
}

/** Measures the longest prefix of a text that takes at most `maxBytes` UTF-8 bytes inside a JSON string. */
export function measureJsonText(text: string, maxBytes: number): MeasuredText {
  let bytes = 0;
  let length = 0;
  while (length < text.length) {
    const code = text.codePointAt(length) ?? 0;
    const added = countEscapedBytes(code);
    if (bytes + added > maxBytes) break;
    bytes += added;
    length += code > 0xffff ? 2 : 1;
  }
  return { length, bytes };
}

/** Control characters that JSON has a short escape for: `\b`, `\t`, `\n`, `\f`, `\r`. */
const shortEscapes = new Set([8, 9, 10, 12, 13]);

/** UTF-8 bytes of a code point as `JSON.stringify` writes it. */
function countEscapedBytes(code: number): number {
  if (code < 0x20) return shortEscapes.has(code) ? 2 : 6;
  if (code === 0x22 || code === 0x5c) return 2;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  // Half of a surrogate pair is written as an escape.
  if (code >= 0xd800 && code <= 0xdfff) return 6;
  return code > 0xffff ? 4 : 3;
}
