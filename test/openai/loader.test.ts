import { expect, it } from 'vitest';
import { runChild } from '../support/run-child.ts';

it('patches every copy of openai that is loaded after it, by import and by require', async () => {
  const { stdout, stderr } = await runChild(new URL('loader.child.ts', import.meta.url));
  expect(stderr).not.toContain('Error');
  const names = ['openai', 'openai-6', 'openai-5', 'openai-4', 'openai/client', 'openai/index'];
  const expected = names.flatMap((name) => [`import ${name}`, `require ${name}`]).map((name) => [name, 1]);
  expect(JSON.parse(stdout)).toEqual(Object.fromEntries(expected));
});
