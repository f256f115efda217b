import { expect, it } from 'vitest';
import { runChild } from '../support/run-child.ts';

const program = new URL('prompt-retention.child.ts', import.meta.url);

it.each([
  ['off', 0],
  ['span', 100],
  ['both', 100],
])('an open call does not hold a prompt that is longer than the cap: content %s', async (capture, read) => {
  const { stdout, stderr } = await runChild(program, ['--expose-gc'], {}, [capture]);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({ open: 100, released: 100, read });
});
