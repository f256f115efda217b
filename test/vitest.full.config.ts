import { defineConfig } from 'vitest/config';

const conditions = ['@tokenspan/source', 'node'];

/** The suites that need a registry, several minutes or both; `test` leaves them out. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      'packages/*/src/**/*.full.test.ts',
      'test/**/*.full.test.ts',
      'test/conformance/property.test.ts',
    ],
    env: { PROPERTY_RUNS: '10000' },
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
