import type { Report, Result } from './run-report.ts';

/** The results of the files whose path has this in it. */
function findResults(report: Report, path: string): Result[] {
  return report.testResults
    .filter(({ name }) => name.includes(path))
    .flatMap((file) => file.assertionResults);
}

/**
 * The older versions of the SDKs: one line for each method, one column for each version, how many rows were run. The rows
 * are those of the newest version.
 */
export function writeVersionTables(report: Report): string {
  const suites = [
    ['Anthropic', 'versions/anthropic.test.ts'],
    ['OpenAI', 'versions/openai.test.ts'],
    ['Google GenAI', 'versions/google.test.ts'],
  ] as const;
  return suites.map(([title, file]) => writeVersionTable(title, findResults(report, file))).join('\n');
}

function writeVersionTable(title: string, results: readonly Result[]): string {
  // Tests of the version itself are in no column.
  const cells = results.filter(({ ancestorTitles }) => ancestorTitles.length > 1);
  const table = writeTable(
    cells,
    ({ ancestorTitles }) => `\`${ancestorTitles[1]}\``,
    ({ ancestorTitles }) => ancestorTitles[0] ?? '',
  );
  const reasons = cells.flatMap(({ title: name, ancestorTitles }) => {
    const excluded = /^(.*) \(not run: (.*)\)$/.exec(name);
    return excluded ? [`- ${ancestorTitles[0]}, *${excluded[1]}*: ${excluded[2]}`] : [];
  });
  const notes = reasons.length > 0 ? `\nNot run, and why:\n\n${[...new Set(reasons)].join('\n')}\n` : '';
  return `### ${title}\n\n${table}\n${notes}`;
}

/** Every version of every SDK, loaded in every way by a program of its own against the built packages. */
export function writeLoaderTable(report: Report): string {
  return `${writeTable(
    findResults(report, 'loaders/loaders.full.test.ts'),
    ({ title }) => title.replace('is traced: ', ''),
    ({ ancestorTitles }) => ancestorTitles[0] ?? '',
  )}\n`;
}

function writeTable(
  results: readonly Result[],
  readRow: (result: Result) => string,
  readColumn: (result: Result) => string,
): string {
  const columns = [...new Set(results.map(readColumn))];
  const rows = Map.groupBy(results, readRow);
  const lines = [...rows].map(([row, cells]) => {
    const byColumn = Map.groupBy(cells, readColumn);
    return `| ${[row, ...columns.map((column) => summarise(byColumn.get(column)))].join(' | ')} |`;
  });
  return `| | ${columns.join(' | ')} |\n|---|${columns.map(() => '---').join('|')}|\n${lines.join('\n')}`;
}

/** `✓` with the number of tests when there are several, and how many were not run. */
function summarise(results: readonly Result[] = []): string {
  const run = results.filter(({ status }) => status === 'passed' || status === 'failed');
  if (results.length === 0) return 'not there';
  const failed = run.filter(({ status }) => status === 'failed').length;
  if (failed > 0) return `✗ ${failed} of ${run.length}`;
  return run.length === 1 ? '✓' : `✓ ${run.length}`;
}
