/** How many bytes `text` takes in UTF-8, without building them. A lone surrogate counts 3, as its replacement takes. */
export function countBytes(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    // A pair is two units and four bytes: its low half adds nothing more.
    if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(index + 1))) index++;
  }
  return bytes;
}

/** The longest beginning of `text` that takes at most `maxBytes` in UTF-8 and ends between two characters. */
export function cutToBytes(text: string, maxBytes: number): string {
  let left = maxBytes;
  for (let index = 0; index < text.length;) {
    const character = text.codePointAt(index) ?? 0;
    left -= character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    // Not `left < 0`: a limit that is not a number must keep nothing.
    if (!(left >= 0)) return text.slice(0, index);
    index += character < 0x10000 ? 1 : 2;
  }
  return text;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
