import { readFileSync } from 'node:fs';

/** Sums up the reports of the test runner and prints one closing line. */
let passed = 0;
let failed = 0;
let skipped = 0;
for (const file of process.argv.slice(2)) {
  const report = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
  passed += report['numPassedTests'] ?? 0;
  failed += report['numFailedTests'] ?? 0;
  skipped += report['numPendingTests'] ?? 0;
}
process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
