import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { refreshList } from './refresh-list.ts';

const provider = {
  id: 'acme',
  name: 'Acme',
  api_pattern: 'acme',
  models: [
    { id: 'good', match: { equals: 'good' }, prices: { input_mtok: 1 } },
    {
      id: 'stepped',
      match: { equals: 's' },
      prices: [{ prices: { input_mtok: { base: 1, tiers: [{ start: 5, price: 2 }] } } }],
    },
    { id: 'negative', match: { equals: 'n' }, prices: { input_mtok: -1 } },
    { id: 'no match', prices: { input_mtok: 1 } },
    { id: 'no prices', match: { equals: 'x' } },
    null,
  ],
};

let folder: string;
let cacheFile: string;
const taken: { providers: unknown[]; date: string }[] = [];
const prices = {
  async replace(providers: unknown[], date: string): Promise<void> {
    taken.push({ providers, date });
  },
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokenspan-prices-'));
  cacheFile = join(folder, 'below', 'prices.json');
  taken.length = 0;
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

function answer(body: unknown, status = 200): typeof globalThis.fetch {
  return vi.fn<typeof globalThis.fetch>(() =>
    Promise.resolve(new Response(JSON.stringify(body), { status })),
  );
}

const refuse: typeof globalThis.fetch = () => Promise.reject(new Error('no network'));

test('fetches, leaves out entries that cannot be used, and keeps the list in a whole file', async () => {
  const result = await refreshList(prices, { cacheFile, fetch: answer([provider, { id: 3 }, null]) });
  expect(result).toEqual({ from: 'network', fetchedAt: expect.any(String) });
  const models = (taken[0]!.providers[0] as typeof provider).models.map((model) => model?.id);
  expect(models).toEqual(['good', 'stepped']);
  expect(taken[0]?.date).toBe(result.fetchedAt?.slice(0, 10));
  expect(await readdir(join(folder, 'below'))).toEqual(['prices.json']);
  expect(JSON.parse(await readFile(cacheFile, 'utf8'))).toMatchObject({ fetchedAt: result.fetchedAt });
});

test('takes the file within the time to live, fetches again after it', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-01T00:00:00Z') });
  const fetch = answer([provider]);
  await refreshList(prices, { cacheFile, fetch });
  vi.setSystemTime(Date.parse('2026-11-01T23:59:59Z'));
  expect((await refreshList(prices, { cacheFile, fetch })).from).toBe('cache');
  vi.setSystemTime(Date.parse('2026-11-02T00:00:01Z'));
  expect((await refreshList(prices, { cacheFile, fetch })).from).toBe('network');
  expect(fetch).toHaveBeenCalledTimes(2);
});

test('an old list stays in use when fetching fails', async () => {
  await refreshList(prices, { cacheFile, fetch: answer([provider]) });
  const result = await refreshList(prices, { cacheFile, ttlHours: 0, fetch: refuse });
  expect(result).toEqual({ from: 'stale', fetchedAt: expect.any(String), error: new Error('no network') });
  expect(taken).toHaveLength(2);
});

test.each([
  ['no network', refuse],
  ['a status of 500', answer([provider], 500)],
  ['no list', answer({ hello: 'world' })],
])('with %s and no file the bundled list stays', async (_name, fetch) => {
  const result = await refreshList(prices, { cacheFile, fetch });
  expect(result).toEqual({ from: 'bundled', error: expect.any(Error) });
  expect(taken).toEqual([]);
});

test('a file that was cut is no list', async () => {
  cacheFile = join(folder, 'prices.json');
  await writeFile(cacheFile, '{"fetchedAt":"2026-11-01T00:00:00Z","providers":[{"id":');
  expect((await refreshList(prices, { cacheFile, ttlHours: 1e6, fetch: refuse })).from).toBe('bundled');
});

test('a list that the library refuses leaves the old one', async () => {
  const refusing = { replace: () => Promise.reject(new Error('bad constraint')) };
  const result = await refreshList(refusing, { cacheFile, fetch: answer([provider]) });
  expect(result).toEqual({ from: 'bundled', error: new Error('bad constraint') });
  await expect(readFile(cacheFile)).rejects.toThrow(/ENOENT/);
});

test('a file that cannot be written is no reason to go without the list', async () => {
  await writeFile(join(folder, 'file'), '');
  const result = await refreshList(prices, {
    cacheFile: join(folder, 'file', 'prices.json'),
    fetch: answer([provider]),
  });
  expect(result.from).toBe('network');
  expect(result.error).toBeInstanceOf(Error);
});

test('a time to live that is no time is refused', async () => {
  await expect(refreshList(prices, { ttlHours: -1 })).rejects.toThrow(/"ttlHours"/);
});
