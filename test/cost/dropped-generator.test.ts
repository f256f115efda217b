import { expect, test } from 'vitest';
import { runChild } from '../support/run-child.ts';

test('a generator that is dropped ends its span when it is collected; rejections stay as unhandled as they were', async () => {
  const child = await runChild(new URL('./dropped-generator.child.ts', import.meta.url), ['--expose-gc']);
  expect(child.stderr).toBe('');
  expect(JSON.parse(child.stdout)).toEqual({ ended: 100, unhandled: 3 });
});
