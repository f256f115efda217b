import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PACKAGE_NAME, PACKAGE_VERSION } from './version.ts';

test('the instrumentation scope is this package', () => {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ name: PACKAGE_NAME, version: PACKAGE_VERSION });
});
