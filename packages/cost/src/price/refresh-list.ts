import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { readProviders } from './read-providers.ts';

/** Takes a newer price list. */
export interface ReplaceablePrices {
  replace(providers: unknown[], date: string): Promise<void>;
}

/** The options of `refreshPrices`. */
export interface RefreshOptions {
  /** Where the list is fetched. Default: the address that `@pydantic/genai-prices` names. */
  url?: string;
  /** Hours for which a list that was fetched before is taken instead of a new one. Default 24. */
  ttlHours?: number;
  /** Where the list is kept. Default `~/.tokenspan/prices.json`. */
  cacheFile?: string;
  /** Default 5,000 ms. */
  timeoutMilliseconds?: number;
  /** Takes the place of the global `fetch`. */
  fetch?: typeof globalThis.fetch;
}

/** Which list is in use after `refreshPrices`. */
export interface RefreshResult {
  /**
   * `network`: fetched now. `cache`: fetched within the time to live. `stale`: fetched before, since fetching failed now.
   * `bundled`: the list of the package, since fetching failed and there is no other.
   */
  from: 'network' | 'cache' | 'stale' | 'bundled';
  /** When the list was fetched, ISO 8601; absent for the bundled one. */
  fetchedAt?: string;
  /** Why fetching failed. */
  error?: unknown;
}

const DEFAULT_URL =
  'https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/new_data/v2/data.json';

interface CachedList {
  fetchedAt: string;
  providers: unknown[];
}

/**
 * Fetches a newer price list: the only code of this package that uses the network, and only when it is called. Never rejects
 * because of the network or the file: an older list stays in use, and the result says which.
 *
 * @throws TypeError when `ttlHours` is negative or not a number
 */
export async function refreshList(
  prices: ReplaceablePrices,
  options: RefreshOptions = {},
): Promise<RefreshResult> {
  const { ttlHours = 24, cacheFile = join(homedir(), '.tokenspan', 'prices.json') } = options;
  if (!(ttlHours >= 0)) throw new TypeError('refreshPrices: "ttlHours" must be a number of hours, 0 or more');
  const cached = await readCache(cacheFile);
  if (
    cached &&
    Date.now() - Date.parse(cached.fetchedAt) < ttlHours * 3_600_000 &&
    (await take(prices, cached))
  ) {
    return { from: 'cache', fetchedAt: cached.fetchedAt };
  }
  try {
    const fetched: CachedList = {
      fetchedAt: new Date().toISOString(),
      providers: await fetchProviders(options),
    };
    await prices.replace(fetched.providers, fetched.fetchedAt.slice(0, 10));
    const error = await writeCache(cacheFile, fetched);
    return { from: 'network', fetchedAt: fetched.fetchedAt, ...(error !== undefined && { error }) };
  } catch (error) {
    if (cached && (await take(prices, cached))) return { from: 'stale', fetchedAt: cached.fetchedAt, error };
    return { from: 'bundled', error };
  }
}

async function fetchProviders(options: RefreshOptions): Promise<unknown[]> {
  const { url = DEFAULT_URL, timeoutMilliseconds = 5_000, fetch = globalThis.fetch } = options;
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMilliseconds) });
  if (!response.ok) throw new Error(`${url} answered with status ${response.status}`);
  const providers = readProviders(await response.json());
  if (providers.length === 0) throw new Error(`${url} holds no price list`);
  return providers;
}

async function take(prices: ReplaceablePrices, list: CachedList): Promise<boolean> {
  try {
    await prices.replace(list.providers, list.fetchedAt.slice(0, 10));
    return true;
  } catch {
    return false;
  }
}

async function readCache(file: string): Promise<CachedList | undefined> {
  try {
    const { fetchedAt, providers } = JSON.parse(await readFile(file, 'utf8')) as Partial<CachedList>;
    const usable = readProviders(providers);
    if (fetchedAt === undefined || Number.isNaN(Date.parse(fetchedAt)) || usable.length === 0)
      return undefined;
    return { fetchedAt, providers: usable };
  } catch {
    return undefined;
  }
}

/** Writes beside and renames, so that nobody ever reads half a list. Returns what went wrong. */
async function writeCache(file: string, list: CachedList): Promise<unknown> {
  try {
    await mkdir(dirname(file), { recursive: true });
    const beside = `${file}.${process.pid}.${Date.now()}`;
    await writeFile(beside, JSON.stringify(list), { mode: 0o600 });
    await rename(beside, file);
    return undefined;
  } catch (error) {
    return error;
  }
}
