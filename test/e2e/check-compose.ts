import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

import { findComposeMistakes } from './find-compose-mistakes.ts';
import type { ComposeFile } from './find-compose-mistakes.ts';

// Checks docker-compose.yml: always its structure, and with `docker compose config` where the plugin is to be
// had (it needs no engine; `DOCKER_CONFIG` may name a folder with `cli-plugins/docker-compose`). Prints what
// was checked; exit code 1 on a mistake.

const path = fileURLToPath(new URL('../../docker-compose.yml', import.meta.url));

function checkStructure(): string[] {
  const mistakes = findComposeMistakes(parse(readFileSync(path, 'utf8')) as ComposeFile);
  if (mistakes.length === 0) console.log('docker-compose.yml: structure is right');
  return mistakes;
}

function checkWithDocker(): string[] {
  const version = runCompose('version', '--short');
  if (version.status !== 0) {
    console.log('docker-compose.yml: not checked by `docker compose config`, the plugin is not there');
    return [];
  }
  const { status, stderr } = runCompose('--file', path, 'config', '--quiet');
  if (status !== 0) return [stderr.trim()];
  console.log(`docker-compose.yml: accepted by \`docker compose config\` ${version.stdout.trim()}`);
  return [];
}

function runCompose(...parameters: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync('docker', ['compose', ...parameters], { encoding: 'utf8' });
}

const mistakes = [...checkStructure(), ...checkWithDocker()];
for (const mistake of mistakes) console.error(`docker-compose.yml: ${mistake}`);
process.exitCode = mistakes.length === 0 ? 0 : 1;
