import { describe, expect, it } from 'vitest';
import { expectedLoading, loadProgram } from './load-program.ts';
import { loaders } from './loaders.ts';
import { sdkVersions } from './sdk-versions.ts';

describe.each(sdkVersions.map((version) => [version.name, version] as const))('%s', (_name, version) => {
  it.each(loaders.map((loader) => [loader.name, loader] as const))(
    'is traced: %s',
    async (_loader, loader) => {
      expect(await loadProgram(version, loader)).toEqual(expectedLoading(version));
    },
  );
});
