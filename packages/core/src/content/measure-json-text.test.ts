import { describe, expect, it } from 'vitest';
import { measureJsonText } from './measure-json-text.ts';

const everyWidth = 'aé世🌞"\\\n\u0007\u{10FFFF}\uD800 z\uDC00';

describe('measureJsonText', () => {
  it('counts what JSON.stringify writes', () => {
    for (const text of [everyWidth, '', '\u007F\u0080\u07FF\u0800\uFFFF\uD7FF\uE000']) {
      const { length, bytes } = measureJsonText(text, 1000);
      expect(length).toBe(text.length);
      expect(bytes).toBe(Buffer.byteLength(JSON.stringify(text)) - 2);
    }
  });

  it('gives the longest prefix that fits, and none that ends inside a character', () => {
    for (let maxBytes = 0; maxBytes <= 60; maxBytes++) {
      const { length, bytes } = measureJsonText(everyWidth, maxBytes);
      const prefix = everyWidth.slice(0, length);
      expect(bytes).toBe(Buffer.byteLength(JSON.stringify(prefix)) - 2);
      expect(bytes).toBeLessThanOrEqual(maxBytes);
      expect(everyWidth.startsWith(Array.from(prefix).join(''))).toBe(true);
      const [next] = Array.from(everyWidth.slice(length));
      if (next) expect(Buffer.byteLength(JSON.stringify(prefix + next)) - 2).toBeGreaterThan(maxBytes);
    }
  });
});
