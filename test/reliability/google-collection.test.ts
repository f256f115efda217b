import { expect, it } from 'vitest';
import { runChild } from '../support/run-child.ts';

it('ends every call of @google/genai once whose stream is dropped', async () => {
  const child = await runChild(new URL('google-collection.child.ts', import.meta.url), ['--expose-gc']);
  expect(child.stderr).toBe('');
  const all = { abandoned: 300 };
  expect(JSON.parse(child.stdout)).toEqual({
    unread: all,
    read: all,
    bare: all,
    bareRead: all,
    sharedSignal: all,
    agents: { before: 300, after: 0 },
  });
});
