import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { setPriority } from 'node:os';
import { dirname } from 'node:path';

import { jaegerBuilds } from './jaeger-builds.ts';
import type { JaegerBuild } from './jaeger-builds.ts';

const jaegerModule = 'github.com/jaegertracing/jaeger';

/** `go` on the path, else where Go's own installer puts it. */
const goCandidates = ['go', '/usr/local/go/bin/go'];

function buildJaeger(): string {
  const built = jaegerBuilds.find(({ binary }) => existsSync(binary));
  if (built !== undefined) return `Jaeger ${built.release} is there: ${built.binary}`;
  const go = goCandidates.find((candidate) => spawnSync(candidate, ['version']).status === 0);
  if (go === undefined) return 'Jaeger was not built: there is no Go on this machine';

  // A compiler on every core must not starve what else runs here.
  setPriority(10);
  const refusals: string[] = [];
  for (const build of jaegerBuilds) {
    const source = downloadSource(go, build);
    if ('refusal' in source) {
      refusals.push(source.refusal);
      continue;
    }
    process.stderr.write(`building Jaeger ${build.release}, which takes several minutes\n`);
    compile(go, source.folder, build);
    const note = refusals.length === 0 ? '' : ` (${refusals.join('; ')})`;
    return `Jaeger ${build.release} was built: ${build.binary}${note}`;
  }
  throw new Error(`Jaeger was not built: ${refusals.join('; ')}`);
}

function downloadSource(go: string, build: JaegerBuild): { folder: string } | { refusal: string } {
  const { stdout } = spawnSync(go, ['mod', 'download', '-json', `${jaegerModule}@${build.moduleVersion}`], {
    encoding: 'utf8',
  });
  const { Dir: folder, Error: error } = JSON.parse(stdout || '{}') as { Dir?: string; Error?: string };
  if (folder !== undefined) return { folder };
  // The last line is the module proxy's own; what stands before has addresses of this machine.
  const reason = error?.trim().split('\n').at(-1)?.trim() ?? 'no answer';
  return { refusal: `${build.release} could not be fetched: ${reason}` };
}

/**
 * Compiles inside the module, not with `go install`, which refuses a module with replace directives, as
 * 2.13.0 is.
 */
function compile(go: string, folder: string, build: JaegerBuild): void {
  mkdirSync(dirname(build.binary), { recursive: true });
  const unfinished = `${build.binary}.${process.pid}`;
  const linkerFlags = `-s -w -X ${jaegerModule}/internal/version.latestVersion=v${build.release}`;
  const { status } = spawnSync(
    go,
    ['build', '-trimpath', '-buildvcs=false', '-ldflags', linkerFlags, '-o', unfinished, './cmd/jaeger'],
    { cwd: folder, env: { ...process.env, CGO_ENABLED: '0' }, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  if (status !== 0) throw new Error(`go build of Jaeger ${build.release} failed`);
  renameSync(unfinished, build.binary);
}

console.log(buildJaeger());
