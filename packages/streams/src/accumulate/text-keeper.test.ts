import { describe, expect, it } from 'vitest';
import { createTextKeeper } from './text-keeper.ts';

describe('createTextKeeper', () => {
  it('keeps everything without a limit', () => {
    const keeper = createTextKeeper();
    const value = { a: 1 };
    expect(keeper.keepText('😄'.repeat(1000))).toHaveLength(2000);
    expect(keeper.keepValue(value)).toBe(value);
  });

  it('keeps no text after one that was cut, though it would fit', () => {
    const keeper = createTextKeeper(4);
    expect(keeper.keepText('abc')).toBe('abc');
    expect(keeper.keepText('é')).toBe('');
    expect(keeper.keepText('d')).toBe('');
  });

  it('leaves out a value that does not fit whole, and goes on', () => {
    const keeper = createTextKeeper(10);
    expect(keeper.keepValue({ content: 'too long' })).toBeUndefined();
    expect(keeper.keepValue({ a: 1 })).toEqual({ a: 1 });
    expect(keeper.keepText('abcd')).toBe('abc');
  });

  it('leaves out what JSON cannot hold when there is a limit to hold it to', () => {
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    expect(createTextKeeper(100).keepValue(cyclic)).toBeUndefined();
    expect(createTextKeeper(100).keepValue(1n)).toBeUndefined();
  });
});
