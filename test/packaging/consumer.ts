import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { OpenTelemetryLine } from './opentelemetry-lines.ts';
import { listPackages, root } from './packages.ts';

const execute = promisify(execFile);

/** How a program installs its dependencies. */
export type PackageManager = 'npm' | 'pnpm';

/** Tarballs of all packages by package name, in a folder that is removed at the end. */
export interface PackedPackages extends Disposable {
  readonly files: Readonly<Record<string, string>>;
}

/** A folder outside the repository with the tarballs, one OpenTelemetry line, and the examples in folders of their own. */
export interface Consumer extends Disposable {
  readonly folder: string;
  /** What the package manager printed. */
  readonly output: string;
  /** Runs a program with the Node of this process and returns what it printed; rejects when its exit code is not 0. */
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<ProgramOutput>;
}

/** What a program printed. */
export interface ProgramOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** Whether the registry that this machine is set up for answers. */
export async function reachesRegistry(): Promise<boolean> {
  try {
    await execute('npm', ['view', '@opentelemetry/api@1.9.0', 'version'], { timeout: 30_000, cwd: tmpdir() });
    return true;
  } catch {
    return false;
  }
}

/** Packs every package with `npm pack`, as it would be published. */
export async function packAll(): Promise<PackedPackages> {
  const folder = mkdtempSync(join(tmpdir(), 'tokenspan-pack-'));
  const files: Record<string, string> = {};
  for (const { folder: source, name } of listPackages()) {
    const into = mkdtempSync(join(folder, 'tarball-'));
    await execute('npm', ['pack', '--silent', '--pack-destination', into], { cwd: source });
    files[name] = join(into, readdirSync(into)[0] ?? '');
  }
  return { files, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Installs the tarballs and the examples into an empty folder, with peer conflicts as errors.
 *
 * @throws Error with the package manager's output when it refuses
 */
export async function installConsumer(
  packed: PackedPackages,
  line: OpenTelemetryLine,
  manager: PackageManager,
): Promise<Consumer> {
  const folder = mkdtempSync(join(tmpdir(), `tokenspan-${manager}-`));
  const tarballs = Object.fromEntries(
    Object.entries(packed.files).map(([name, file]) => [name, `file:${file}`]),
  );
  const files = [`register${line.suffix}.mjs`, `register${line.suffix}.cjs`, 'app.mjs', 'app.cjs'];
  for (const example of examples) {
    for (const file of files)
      cpSync(`${root}examples/${example}/${file}`, join(folder, example, file), { recursive: true });
  }
  const write = (name: string, value: object): void =>
    writeFileSync(join(folder, name), JSON.stringify(value));
  write('package.json', {
    name: 'consumer',
    private: true,
    dependencies: { ...sdks, ...line.dependencies, ...tarballs },
    devDependencies: { typescript: '7.0.2', '@types/node': '^24.0.0' },
  });
  write('tsconfig.json', { compilerOptions, include: ['*/*.mjs', '*/*.cjs'] });
  // npm finds a dependency of one tarball among the others by itself; pnpm has to be told where what is unpublished lies.
  if (manager === 'pnpm') {
    // pnpm wants to be told of every dependency with an install script; that of @google/genai's needs none.
    const allowBuilds = { '@google/genai': false, protobufjs: false };
    write('pnpm-workspace.yaml', { strictPeerDependencies: true, overrides: tarballs, allowBuilds });
  }
  const [command, args]: [string, string[]] =
    manager === 'npm' ? ['npm', ['install', '--strict-peer-deps']] : ['npx', ['-y', 'pnpm@12', 'install']];
  const { stdout, stderr } = await execute(command, args, {
    cwd: folder,
    env: cleanEnvironment(),
    maxBuffer: 1 << 26,
  });
  return {
    folder,
    output: stdout + stderr,
    run: (programArgs, environment = {}) =>
      execute(process.execPath, [...programArgs], {
        cwd: folder,
        env: { ...cleanEnvironment(), ...environment },
      }),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The environment without what the package manager and the test runner that started this process put there. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const added =
    /^(npm_(lifecycle|package|command|execpath|node_execpath)|NODE_OPTIONS$|NODE_ENV$|VITEST|INIT_CWD$|OTEL_|ANTHROPIC_|OPENAI_|GEMINI_|GOOGLE_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !added.test(name)));
}

/** The folders of `examples` that are programs to install. */
const examples = ['all-providers', 'register'];

const sdks = { '@anthropic-ai/sdk': '1.11.0', '@google/genai': '3.1.0', openai: '7.55.0' };

const compilerOptions = {
  module: 'nodenext',
  target: 'es2024',
  lib: ['es2024', 'esnext.disposable', 'dom', 'dom.asynciterable'],
  strict: true,
  skipLibCheck: false,
  allowJs: true,
  checkJs: true,
  noEmit: true,
  types: ['node'],
};
