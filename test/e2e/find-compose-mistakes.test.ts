import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { findComposeMistakes } from './find-compose-mistakes.ts';
import type { ComposeFile, ComposeService } from './find-compose-mistakes.ts';

const composeFile = parse(
  readFileSync(new URL('../../docker-compose.yml', import.meta.url), 'utf8'),
) as ComposeFile;

test('the compose file of the repository has no mistake', () => {
  expect(findComposeMistakes(composeFile)).toEqual([]);
  expect(Object.keys(composeFile.services ?? {})).toEqual(['jaeger', 'demo']);
});

test('a file without services is one', () => {
  expect(findComposeMistakes({})).toEqual(['there are no services']);
});

const healthy = { db: { condition: 'service_healthy' } };

test.each<[string, ComposeService]>([
  ['app: is built, and nothing should be', { build: '.' }],
  ['app: image undefined has no fixed version', {}],
  ['app: image app:latest has no fixed version', { image: 'app:latest' }],
  ['app: image registry:5000/app has no fixed version', { image: 'registry:5000/app' }],
  ['app: depends on nobody, which is no service', { image: 'app:1', depends_on: { nobody: {} } }],
  ['app: does not wait until db is healthy', { image: 'app:1', depends_on: { db: {} } }],
  ['app: waits until db is healthy, which has no health check', { image: 'app:1', depends_on: healthy }],
  ['app: port 80:80 is open to other machines', { image: 'app:1', ports: ['80:80'] }],
  [
    'app: volume .:/app lets the container write into the repository',
    { image: 'app:1', volumes: ['.:/app'] },
  ],
  ['volume cache is not declared', { image: 'app:1', volumes: ['cache:/cache', './a:/a:ro'] }],
])('finds: %s', (mistake, app) => {
  expect(findComposeMistakes({ services: { app, db: { image: 'db:1' } } })).toEqual([mistake]);
});

test('finds a volume that nobody uses', () => {
  const mistakes = findComposeMistakes({ services: { app: { image: 'app:1' } }, volumes: { cache: null } });
  expect(mistakes).toEqual(['volume cache is not used']);
});
