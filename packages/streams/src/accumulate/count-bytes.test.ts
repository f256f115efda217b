import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBytes, cutToBytes } from './count-bytes.ts';

const encoder = new TextEncoder();
const anyText = fc.string({
  unit: fc.oneof(fc.string({ unit: 'binary', maxLength: 1 }), fc.constantFrom('\ud83d', '\ude04')),
});

describe('countBytes', () => {
  it('counts a lone surrogate as 3 bytes, wherever it stands', () => {
    expect(countBytes('\ud83d')).toBe(3);
    expect(countBytes('\ude04')).toBe(3);
    expect(countBytes('\ude04\ud83d')).toBe(6);
    expect(countBytes('\ud83d\ud83d\ude04')).toBe(7);
    expect(countBytes('\ud83da')).toBe(4);
  });

  it('counts as TextEncoder encodes', () => {
    fc.assert(fc.property(anyText, (text) => countBytes(text) === encoder.encode(text).length));
  });
});

describe('cutToBytes', () => {
  it('never cuts inside a character', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map((bytes) => cutToBytes('a😄b', bytes))).toEqual([
      '',
      'a',
      'a',
      'a',
      'a',
      'a😄',
      'a😄b',
    ]);
    expect([1, 2, 3].map((bytes) => cutToBytes('é€', bytes))).toEqual(['', 'é', 'é']);
  });

  it('keeps the longest beginning that fits', () => {
    fc.assert(
      fc.property(anyText, fc.nat(40), (text, maxBytes) => {
        const kept = cutToBytes(text, maxBytes);
        const next = text.codePointAt(kept.length);
        expect(text.startsWith(kept)).toBe(true);
        expect(countBytes(kept)).toBeLessThanOrEqual(maxBytes);
        if (next !== undefined)
          expect(countBytes(kept + String.fromCodePoint(next))).toBeGreaterThan(maxBytes);
      }),
    );
  });

  it('keeps nothing of a limit that is no number of bytes', () => {
    expect([Number.NaN, -1].map((bytes) => cutToBytes('abc', bytes))).toEqual(['', '']);
  });
});
