import { expect, it } from 'vitest';
import { runChild } from '../support/run-child.ts';

const program = new URL('openai-abandoned.child.ts', import.meta.url);

it.each(['streams', 'started', 'promises', 'parsed'])(
  '1,000 calls of openai that nobody reads all end by collection: %s',
  async (abandoned) => {
    const { stdout, stderr } = await runChild(program, ['--expose-gc'], {}, [abandoned]);
    expect(stderr).not.toContain('Error');
    expect(JSON.parse(stdout)).toEqual({ abandoned: 1000, openAfter: 0 });
  },
  60_000,
);
