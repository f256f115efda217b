import { defineConfig } from 'vitest/config';
import { mutantPlugin } from './mutation/mutant-plugin.ts';

const conditions = ['@tokenspan/source', 'node'];

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  plugins: [mutantPlugin()],
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'examples/*/src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.full.test.ts'],
    // The cache of transformed modules would keep a mutant for later runs.
    fsModuleCache: !process.env['TOKENSPAN_MUTANT'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
