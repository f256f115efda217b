import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runReport } from './run-report.ts';
import type { Result } from './run-report.ts';
import { writeLoaderTable, writeVersionTables } from './write-matrix.ts';

/** Runs the conformance columns and writes what was seen to docs/conformance.md. Exit code 1 when a cell is red. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const suites = [
  { file: 'anthropic.test.ts', title: 'Anthropic', sdk: '@anthropic-ai/sdk' },
  { file: 'openai.test.ts', title: 'OpenAI', sdk: 'openai' },
  { file: 'google.test.ts', title: 'Google GenAI', sdk: '@google/genai' },
];

const report = runReport(root, 'test/vitest.config.ts', [
  ...suites.map(({ file }) => `test/conformance/${file}`),
  ...['anthropic', 'openai', 'google'].map((name) => `test/versions/${name}.test.ts`),
]);
const loaders = runReport(root, 'test/vitest.full.config.ts', ['test/loaders/loaders.full.test.ts']);
const failedTests = report.numFailedTests + loaders.numFailedTests;
const sections = suites.map((suite) => {
  const results =
    report.testResults.find(({ name }) => name.endsWith(`conformance/${suite.file}`))?.assertionResults ?? [];
  return `## ${suite.title}: \`${suite.sdk}\` ${readVersion(suite.sdk)}\n\n${writeTables(results)}`;
});
const page = `# Conformance

Every way in which a call can go, for every API. Each cell was run twice through the real SDK against a loopback server that speaks
the provider's wire format: once bare, once watched. A ✓ says that

- exactly one span ended for each call, and its operation settled once, with the outcome, the status and the tokens that the row
  expects;
- the caller saw the same as without tokenspan: the same events, values and errors, the same number of unhandled rejections; and the
  provider saw the same requests and the same cancellation.

Generated on ${new Date().toISOString().slice(0, 10)} by \`npx -y pnpm@12 conformance\`: Node ${process.version}, tokenspan
${readOwnVersion()}, OpenTelemetry ${readVersion('@opentelemetry/sdk-trace-node')}. The rows are in \`test/conformance/rows\`.

${sections.join('\n')}
## Other versions of the SDKs

The same rows, for the versions that are supported besides. A number says how many rows were run; all were green where there is a ✓.

${writeVersionTables(report)}
## Ways to load an SDK

Each version in a process of its own, in each way, against the built packages: the program prints the answer and nothing else, and
there is one span.

${writeLoaderTable(loaders)}`;
writeFileSync(join(root, 'docs/conformance.md'), page);
console.log(`docs/conformance.md written; ${failedTests} cells are red`);
if (failedTests > 0) process.exitCode = 1;

/** One table for all columns that share a set of rows. */
function writeTables(results: Result[]): string {
  const columns = new Map<string, Map<string, Result>>();
  for (const result of results) {
    const name = result.ancestorTitles[0] ?? '';
    const column = columns.get(name) ?? new Map<string, Result>();
    columns.set(name, column.set(readRow(result), result));
  }
  const tables = new Map<string, [string, Map<string, Result>][]>();
  for (const [name, column] of columns) {
    const rows = [...column.keys()].join('\n');
    tables.set(rows, [...(tables.get(rows) ?? []), [name, column]]);
  }
  return [...tables].map(([rows, group]) => writeTable(rows.split('\n'), group)).join('\n');
}

function writeTable(rows: string[], columns: [string, Map<string, Result>][]): string {
  const reasons = new Set<string>();
  const lines = rows.map((row) => {
    const cells = columns.map(([, column]) => {
      const result = column.get(row);
      const reason = result && /\(not run: (.*)\)$/.exec(result.title)?.[1];
      if (reason !== undefined) {
        reasons.add(`- *${row}*: ${reason}`);
        return 'not run';
      }
      return result?.status === 'passed' ? '✓' : '✗';
    });
    return `| ${[row, ...cells].join(' | ')} |`;
  });
  const head = `| | ${columns.map(([name]) => `\`${name}\``).join(' | ')} |\n|---|${columns.map(() => '---').join('|')}|`;
  const notes = reasons.size > 0 ? `\nNot run, and why:\n\n${[...reasons].join('\n')}\n` : '';
  return `${head}\n${lines.join('\n')}\n${notes}`;
}

function readRow({ title }: Result): string {
  return title.replace(/ \(not run: .*\)$/, '');
}

function readVersion(name: string): string {
  const manifest = join(root, 'test/node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

function readOwnVersion(): string {
  return (JSON.parse(readFileSync(join(root, 'packages/core/package.json'), 'utf8')) as { version: string })
    .version;
}
