import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One test as vitest reports it. */
export interface Result {
  status: 'passed' | 'failed' | 'pending' | 'skipped' | 'todo';
  title: string;
  ancestorTitles: string[];
}

/** What vitest reports of a run. */
export interface Report {
  numFailedTests: number;
  testResults: { name: string; assertionResults: Result[] }[];
}

/** Runs test files and reads vitest's report of them, failed tests included. */
export function runReport(root: string, config: string, files: readonly string[]): Report {
  const folder = mkdtempSync(join(tmpdir(), 'tokenspan-conformance-'));
  const output = join(folder, 'report.json');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = ['run', `--config=${config}`, '--reporter=json', `--outputFile=${output}`, ...files];
  spawnSync(process.execPath, [vitest, ...args], { cwd: root, stdio: 'ignore' });
  const text = readFileSync(output, 'utf8');
  rmSync(folder, { recursive: true });
  return JSON.parse(text) as Report;
}
