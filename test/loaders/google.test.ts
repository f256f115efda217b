import { describe, expect, it } from 'vitest';
import { runChild } from '../support/run-child.ts';

describe.each(['@google/genai', 'google-genai-2', 'google-genai-1'])('%s', (name) => {
  it.each([
    { kind: 'esm', entry: name },
    { kind: 'cjs', entry: name },
    { kind: 'esm', entry: `${name}/node` },
  ])('is traced as $kind by $entry', async ({ kind, entry }) => {
    const program = new URL('google.child.ts', import.meta.url);
    const { stdout, stderr } = await runChild(program, [], { SDK_KIND: kind, SDK_ENTRY: entry });
    expect(stderr).not.toContain('Error');
    expect(JSON.parse(stdout)).toEqual({ text: 'Hi', spans: ['generate_content gemini-2.5-flash'] });
  });
});
