import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPackages, root } from './packages.ts';

/** Packs every package and checks the tarball with publint and are-the-types-wrong. Exit code 1 on any finding. */
const folder = mkdtempSync(join(tmpdir(), 'tokenspan-pack-'));
try {
  for (const { folder: source, name } of listPackages()) {
    const into = mkdtempSync(join(folder, 'tarball-'));
    run('npm', ['pack', '--silent', '--pack-destination', into], source);
    const tarball = join(into, readdirSync(into)[0] ?? '');
    run('pnpm', ['exec', 'publint', 'run', tarball, '--strict'], root);
    run('pnpm', ['exec', 'attw', tarball, '--profile', 'esm-only', '--quiet'], root);
    console.log(`${name}: publint and are-the-types-wrong found nothing`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

function run(command: string, args: string[], directory: string): void {
  try {
    execFileSync(command, args, { cwd: directory, stdio: 'pipe', encoding: 'utf8' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    console.error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
    process.exit(1);
  }
}
