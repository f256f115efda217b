import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyMutant } from './apply-mutant.ts';
import { mutants } from './mutants.ts';
import type { Mutant } from './mutant.ts';

/** Breaks the code in each named place, and shows the row that turns red. Exit code 1 when a mutant survives. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const only = process.argv.slice(2);
const chosen = mutants.filter(({ name }) => only.length === 0 || only.includes(name));
const folder = mkdtempSync(join(tmpdir(), 'tokenspan-mutants-'));

interface Report {
  numFailedTests: number;
  testResults: { message: string; assertionResults: { status: string; fullName: string }[] }[];
}

const unbroken = runTests(
  undefined,
  [...new Set(chosen.flatMap(({ tests }) => tests))],
  join(folder, 'unbroken.json'),
);
if (unbroken.length > 0)
  throw new Error(`without any mutant these tests fail already: ${unbroken.join('; ')}`);

const survivors: string[] = [];
for (const [index, mutant] of chosen.entries()) {
  applyMutant(mutant, readFileSync(join(root, mutant.file), 'utf8'));
  const killers = runTests(mutant, mutant.tests, join(folder, `${index}.json`));
  if (killers.length === 0) survivors.push(mutant.name);
  const shown = killers.length === 0 ? 'SURVIVES' : `${killers[0]}${killers.length > 1 ? ` (and more)` : ''}`;
  console.log(`${killers.length === 0 ? '✗' : '✓'} ${mutant.name}: ${shown}`);
}
rmSync(folder, { recursive: true });
console.log(`\n${chosen.length - survivors.length} of ${chosen.length} mutants died`);
if (survivors.length > 0) process.exit(1);

/** The names of the tests that fail, with the mutant or without any. */
function runTests(mutant: Mutant | undefined, tests: string[], report: string): string[] {
  const name = mutant?.name ?? '';
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--config=test/vitest.config.ts',
      '--reporter=json',
      `--outputFile=${report}`,
      // One red row is enough, and a broken program may hang in every row.
      '--bail=1',
      '--testTimeout=4000',
      '--hookTimeout=4000',
      ...tests,
    ],
    { cwd: root, encoding: 'utf8', env: { ...process.env, TOKENSPAN_MUTANT: name }, timeout: 300_000 },
  );
  let results: Report;
  try {
    results = JSON.parse(readFileSync(report, 'utf8')) as Report;
  } catch {
    throw new Error(`no report for mutant "${name}"\n${stdout}\n${stderr}`);
  }
  const failed = results.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  );
  // A mutant that does not even load is killed by the compiler, not by a row.
  const broken = results.testResults.find(({ message }) => message !== '');
  if (broken && failed.length === 0) throw new Error(`mutant "${name}" does not load: ${broken.message}`);
  return failed;
}
