import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a child process printed and how it ended. */
export interface ChildResult {
  stdout: string;
  stderr: string;
  exitCode: number;
}

const mutantLoader = new URL('../mutation/mutant-loader.ts', import.meta.url).href;

/** Runs a program of this repository in a Node process of its own, against the sources of the packages. */
export async function runChild(
  program: URL,
  nodeOptions: readonly string[] = [],
  environment: Record<string, string> = {},
  programArguments: readonly string[] = [],
): Promise<ChildResult> {
  const args = [
    '--conditions=@tokenspan/source',
    ...nodeOptions,
    // In a mutation run the child has to be as broken as its parent.
    ...(process.env['TOKENSPAN_MUTANT'] ? [`--import=${mutantLoader}`] : []),
    fileURLToPath(program),
    ...programArguments,
  ];
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      args,
      { env: { ...inherited, ...environment }, timeout: 60_000, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        const exitCode = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
        resolve({ stdout, stderr, exitCode });
      },
    );
  });
}
