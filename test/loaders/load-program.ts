import { startFakeProvider } from '@tokenspan/fake-provider';
import { expect } from 'vitest';
import type { Loader } from './loaders.ts';
import { makeProgramFolder } from './program-folder.ts';
import { greeting } from './sdk-versions.ts';
import type { SdkVersion } from './sdk-versions.ts';

/** Loads one version of an SDK in one way, and asserts that its call was seen, once, and that the program noticed nothing. */
export async function checkLoading(version: SdkVersion, loader: Loader): Promise<void> {
  using folder = makeProgramFolder(version.sdks, loader.type);
  await using provider = await startFakeProvider({ replyWith: version.respond });
  const program = `${version.program}.${loader.extension}`;
  const { stderr, exitCode, lines, spans } = await folder.run(loader.args(program), {
    PROVIDER_URL: provider.url,
    ...loader.environment?.(program),
  });
  expect(withoutNotices(stderr)).toBe('');
  expect(exitCode).toBe(0);
  expect(lines).toEqual([{ text: greeting }]);
  expect(spans.map(({ name, scope }) => ({ name, scope }))).toEqual([version.span]);
  expect(spans[0]?.attributes['tokenspan.stream.outcome']).toBe('completed');
}

/** Without what the SDKs and Node say of their own age. */
export function withoutNotices(stderr: string): string {
  return stderr
    .split('\n')
    .filter((line) => line !== '' && !/DeprecationWarning|--trace-deprecation|ExperimentalWarning/.test(line))
    .join('\n');
}
