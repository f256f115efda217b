import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ChildResult } from '../support/run-child.ts';

const programs = fileURLToPath(new URL('programs', import.meta.url));
const modules = fileURLToPath(new URL('../node_modules', import.meta.url));

/** What a child process printed, and the spans that it ended. */
export interface ProgramResult extends ChildResult {
  /** What the program itself printed, line by line. */
  lines: unknown[];
  spans: { name: string; scope: string; attributes: Record<string, unknown> }[];
}

/** A program outside the repository, with the SDKs that it needs installed under their own names. */
export interface ProgramFolder extends Disposable {
  readonly path: string;
  /** Runs Node in the folder, against the built packages, as a program that installed them has them. */
  run(args: readonly string[], environment?: Record<string, string>): Promise<ProgramResult>;
}

/**
 * Makes a folder with all programs of `programs/`.
 *
 * @param sdks the SDKs that are installed, by the name under which the program has them: a folder, or a dependency of the
 * tests
 * @param type what a `.ts` or `.js` file in the folder is
 */
export function makeProgramFolder(
  sdks: Readonly<Record<string, string>>,
  type: 'module' | 'commonjs' = 'module',
): ProgramFolder {
  const path = mkdtempSync(join(tmpdir(), 'tokenspan-loaders-'));
  cpSync(programs, path, { recursive: true });
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name: 'program', private: true, type }));
  const shared = [
    'import-in-the-middle',
    'tsx',
    ...['@opentelemetry', '@tokenspan'].flatMap((scope) =>
      readdirSync(join(modules, scope)).map((name) => `${scope}/${name}`),
    ),
  ];
  for (const [name, source] of [...shared.map((name) => [name, name] as const), ...Object.entries(sdks)]) {
    const link = join(path, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    const target = existsSync(source) ? source : join(modules, source);
    // The real place: of an alias, one whose path has the name that the package has in the registry.
    symlinkSync(realpathSync(target), link);
  }
  return {
    path,
    run: (args, environment = {}) => runProgram(path, args, environment),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

async function runProgram(
  folder: string,
  args: readonly string[],
  environment: Record<string, string>,
): Promise<ProgramResult> {
  const { NODE_OPTIONS: _, NODE_ENV: __, ...inherited } = process.env;
  const result = await new Promise<ChildResult>((resolve) => {
    execFile(
      process.execPath,
      args,
      { cwd: folder, env: { ...inherited, ...environment }, timeout: 60_000, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        const exitCode = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
        resolve({ stdout, stderr, exitCode });
      },
    );
  });
  const printed = result.stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const last = printed.at(-1) ?? {};
  const spans = Array.isArray(last['spans']) ? (printed.pop()?.['spans'] as ProgramResult['spans']) : [];
  return { ...result, lines: printed, spans };
}
