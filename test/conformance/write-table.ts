import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Runs the conformance columns and writes what was seen to docs/conformance.md. Exit code 1 when a cell is red. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const suites = [
  { file: 'anthropic.test.ts', title: 'Anthropic', sdk: '@anthropic-ai/sdk' },
  { file: 'openai.test.ts', title: 'OpenAI', sdk: 'openai' },
  { file: 'google.test.ts', title: 'Google GenAI', sdk: '@google/genai' },
];

interface Result {
  status: 'passed' | 'failed' | 'pending' | 'skipped' | 'todo';
  title: string;
  ancestorTitles: string[];
}
interface Report {
  numFailedTests: number;
  testResults: { name: string; assertionResults: Result[] }[];
}

const report = runSuites();
const sections = suites.map((suite) => {
  const results =
    report.testResults.find(({ name }) => basename(name) === suite.file)?.assertionResults ?? [];
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

${sections.join('\n')}`;
writeFileSync(join(root, 'docs/conformance.md'), page);
console.log(`docs/conformance.md written; ${report.numFailedTests} cells are red`);
if (report.numFailedTests > 0) process.exitCode = 1;

function runSuites(): Report {
  const folder = mkdtempSync(join(tmpdir(), 'tokenspan-conformance-'));
  const output = join(folder, 'report.json');
  const files = suites.map(({ file }) => `test/conformance/${file}`);
  const args = [
    'run',
    '--config=test/vitest.config.ts',
    '--reporter=json',
    `--outputFile=${output}`,
    ...files,
  ];
  spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
    cwd: root,
    stdio: 'ignore',
  });
  const text = readFileSync(output, 'utf8');
  rmSync(folder, { recursive: true });
  return JSON.parse(text) as Report;
}

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
