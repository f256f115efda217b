import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listPackages, root } from './packages.ts';

const execute = promisify(execFile);

/** An OpenTelemetry line, and what a program installs for it. */
export interface OpenTelemetryLine {
  name: string;
  dependencies: Record<string, string>;
  /** The suffix of the files in `examples/register` for this line. */
  suffix: string;
}

export const lines: OpenTelemetryLine[] = [
  {
    name: '2.x',
    suffix: '',
    dependencies: {
      '@opentelemetry/sdk-trace-node': '2.12.0',
      '@opentelemetry/exporter-trace-otlp-http': '0.223.1',
    },
  },
  {
    name: '3.x',
    suffix: '-3',
    dependencies: {
      '@opentelemetry/sdk-trace': '^3.1.1',
      '@opentelemetry/context-async-hooks': '^3.1.1',
      '@opentelemetry/exporter-trace-otlp-http': '^0.301.0',
    },
  },
];

/** Packs every package with `npm pack` and returns the tarballs by package name. */
export async function packAll(): Promise<Record<string, string>> {
  const tarballs: Record<string, string> = {};
  for (const { folder, name } of listPackages()) {
    const into = mkdtempSync(join(tmpdir(), 'tokenspan-pack-'));
    await execute('npm', ['pack', '--silent', '--pack-destination', into], { cwd: folder });
    tarballs[name] = join(into, readdirSync(into)[0] ?? '');
  }
  return tarballs;
}

/** Installs the tarballs and `examples/register` into an empty folder and returns that folder. */
export async function installConsumer(
  tarballs: Record<string, string>,
  line: OpenTelemetryLine,
  manager: 'npm' | 'pnpm',
): Promise<{ folder: string; output: string }> {
  const folder = mkdtempSync(join(tmpdir(), `tokenspan-${manager}-`));
  mkdirSync(folder, { recursive: true });
  for (const file of [`register${line.suffix}.mjs`, `register${line.suffix}.cjs`, 'app.mjs', 'app.cjs']) {
    cpSync(`${root}examples/register/${file}`, join(folder, file));
  }
  const fromTarballs = Object.fromEntries(Object.entries(tarballs).map(([name, file]) => [name, `file:${file}`]));
  const manifest = {
    name: 'consumer',
    private: true,
    dependencies: { '@anthropic-ai/sdk': '1.11.0', ...line.dependencies, ...fromTarballs },
    devDependencies: { typescript: '7.0.2', '@types/node': '^24.0.0' },
    // npm resolves a dependency among the tarballs by itself; pnpm has to be told where an unpublished one is.
    ...(manager === 'pnpm' && { pnpm: { overrides: fromTarballs } }),
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(consumerTsconfig));
  if (manager === 'pnpm') {
    writeFileSync(
      join(folder, 'pnpm-workspace.yaml'),
      `strictPeerDependencies: true\noverrides: ${JSON.stringify(fromTarballs)}\nallowBuilds: {protobufjs: false}\n`,
    );
  }
  const command = manager === 'npm' ? ['install', '--strict-peer-deps'] : ['install'];
  const { stdout, stderr } = await execute(manager, command, { cwd: folder, maxBuffer: 1 << 26 });
  return { folder, output: stdout + stderr };
}

/** Runs a command in the consumer's folder and returns what it printed. */
export async function runInConsumer(
  folder: string,
  args: string[],
  environment: Record<string, string>,
): Promise<{ stdout: string; stderr: string }> {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  return execute(process.execPath, args, { cwd: folder, env: { ...inherited, ...environment } });
}

const consumerTsconfig = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2023',
    strict: true,
    skipLibCheck: false,
    allowJs: true,
    checkJs: true,
    noEmit: true,
    types: ['node'],
  },
  include: ['*.mjs', '*.cjs'],
};
