import { describe, expect, it } from 'vitest';
import { runChild } from '../support/run-child.ts';

const program = new URL('abandoned.child.ts', import.meta.url);

describe('1,000 calls that nobody reads', () => {
  it.each([
    ['streams', 'collection'],
    ['promises', 'collection'],
    ['plain', 'collection'],
    ['streams', 'shutdown'],
    ['promises', 'shutdown'],
    ['plain', 'shutdown'],
  ])(
    '%s all end by %s',
    async (abandoned, ending) => {
      const { stdout, stderr } = await runChild(program, ['--expose-gc'], {}, [abandoned, ending]);
      console.log(abandoned, ending, stdout.trim());
      expect(stderr).not.toContain('Error');
      expect(JSON.parse(stdout)).toEqual({ abandoned: 1000, openBefore: true, openAfter: 0 });
    },
    60_000,
  );
});
