import { setImmediate as nextTurn } from 'node:timers/promises';
import { startFakeProvider } from '@tokenspan/fake-provider';
import type { ReceivedRequest } from '@tokenspan/fake-provider';
import type { CallOptions, Replies, Row } from './row.ts';

/** One SDK method, in the words of the rows. */
export interface Column<Result> {
  name: string;
  rows: readonly Row<Result>[];
  /** Calls the method with a new client on this address. */
  call: (url: string, options: CallOptions) => Result;
  replies: Replies;
  /** Whether an event of the stream is its last. */
  isLast: (event: unknown) => boolean;
  /** Rows that cannot be for this column, with the reason. */
  excluded?: Record<string, string>;
}

/** What a caller and a provider saw of one run: all that must be the same with and without instrumentation. */
export interface Sight {
  notes: [string, unknown][];
  unhandledRejections: number;
  requests: { method: string; path: string; body: unknown; closed: string; headers: string[] }[];
}

/** Runs a row for a column against a fake provider of its own. */
export async function runCell<Result>(column: Column<Result>, row: Row<Result>): Promise<Sight> {
  await using provider = await startFakeProvider();
  provider.reply(...row.replies(column.replies));
  const notes: [string, unknown][] = [];
  const rejections = watchUnhandledRejections();
  try {
    await row.run({
      provider,
      call: (options = {}) => column.call(provider.url, options),
      see: (what, value) => void notes.push([what, value]),
      waitForUnhandled: (count) => rejections.waitFor(count),
      isLast: column.isLast,
    });
    // An unhandled rejection is reported after the microtasks of the turn in which it came.
    for (let turn = 0; turn < 5; turn++) await nextTurn();
    return {
      notes,
      unhandledRejections: rejections.count,
      requests: await describeRequests(provider.requests),
    };
  } finally {
    rejections.restore();
  }
}

/** Headers that tell one run from another by themselves, not by what the caller did. */
const varyingHeaders = new Set(['host', 'content-length', 'idempotency-key', 'traceparent', 'tracestate']);

async function describeRequests(requests: readonly ReceivedRequest[]): Promise<Sight['requests']> {
  return Promise.all(
    requests.map(async (request) => ({
      method: request.method,
      path: request.path,
      body: request.body,
      closed: await Promise.race([request.closed, nextTurn('open' as const)]),
      headers: Object.entries(request.headers)
        .filter(([name]) => !varyingHeaders.has(name))
        .map(([name, value]) => `${name}: ${String(value)}`)
        .toSorted(),
    })),
  );
}

interface RejectionWatch {
  readonly count: number;
  waitFor: (count: number) => Promise<void>;
  restore: () => void;
}

/** Counts unhandled rejections in place of the test runner, which would call each a failure. */
function watchUnhandledRejections(): RejectionWatch {
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  const waiting = new EventTarget();
  const seen: unknown[] = [];
  const listener = (reason: unknown): void => {
    seen.push(reason);
    waiting.dispatchEvent(new Event('rejection'));
  };
  process.on('unhandledRejection', listener);
  return {
    get count() {
      return seen.length;
    },
    async waitFor(wanted) {
      while (seen.length < wanted)
        await new Promise((resolve) => waiting.addEventListener('rejection', resolve, { once: true }));
    },
    restore() {
      process.removeListener('unhandledRejection', listener);
      for (const other of others) process.on('unhandledRejection', other);
    },
  };
}
