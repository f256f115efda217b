import { readAll } from '../row.ts';
import type { Row, SdkEventStream, SdkPromise } from '../row.ts';

/** Ways to read a stream through something else, and ways not to read it at all. */
export const streamBranchRows: Row<SdkPromise<SdkEventStream>>[] = [
  {
    name: 'tee(), both branches read',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => {
      const [left, right] = (await call()).tee();
      await Promise.all([
        readAll(left, (what, value) => see(`left ${what}`, value)),
        readAll(right, (what, value) => see(`right ${what}`, value)),
      ]);
    },
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'tee(), one branch read',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => readAll((await call()).tee()[1], see),
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'tee(), neither branch read',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => see('branches', (await call()).tee().length),
    expected: { outcome: 'abandoned', usage: 'none', atShutdown: true },
  },
  {
    name: 'toReadableStream()',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => {
      const text = await new Response((await call()).toReadableStream()).text();
      see('text', text);
    },
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'toReadableStream(), cancelled',
    replies: ({ stream }) => [stream('stall')],
    run: async ({ call, see, provider }) => {
      const reader = (await call()).toReadableStream().getReader();
      see('chunk', await reader.read());
      await reader.cancel();
      see('provider saw', await (await provider.waitForRequest()).closed);
    },
    expected: { outcome: 'cancelled', usage: 'input' },
  },
  {
    name: 'asResponse(), the body read by the caller',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => {
      const response = await call().asResponse();
      see('used', response.bodyUsed);
      see('text', await response.text());
    },
    expected: { outcome: 'completed', usage: 'none' },
  },
  {
    name: 'stream never read',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => see('stream', typeof (await call())),
    expected: { outcome: 'abandoned', usage: 'none', atShutdown: true },
  },
  {
    name: 'stream read in part and dropped',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => see('event', await (await call())[Symbol.asyncIterator]().next()),
    expected: { outcome: 'abandoned', usage: 'input', atShutdown: true },
  },
  {
    name: 'promise never awaited',
    replies: ({ stream }) => [stream()],
    run: async ({ call, provider }) => {
      void call();
      await (
        await provider.waitForRequest()
      ).closed;
    },
    expected: { outcome: 'abandoned', usage: 'none', atShutdown: true },
  },
];
