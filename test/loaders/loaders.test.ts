import { describe, expect, it } from 'vitest';
import { expectedLoading, loadProgram } from './load-program.ts';
import { loaders } from './loaders.ts';
import { sdkVersions } from './sdk-versions.ts';

// Every version and every way at least once; `loaders.full.test.ts` has every pair.
const pairs = sdkVersions.map((version, index) => [version, loaders[index % loaders.length]!] as const);

describe('each SDK version, and each way to load it', () => {
  it.each(pairs.map(([version, loader]) => [version.name, loader.name, version, loader] as const))(
    '%s is traced: %s',
    async (_version, _loader, version, loader) => {
      expect(await loadProgram(version, loader)).toEqual(expectedLoading(version));
    },
  );
});
