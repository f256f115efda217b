import { readAll, seeRejection } from '../row.ts';
import type { Expected, Row } from '../row.ts';

/** What a method gives that streams by an async generator: @google/genai. */
export type GeneratorCall = Promise<AsyncGenerator<unknown, unknown, unknown>>;

const completed: Expected = { outcome: 'completed', usage: 'all' };
const cancelled: Expected = { outcome: 'cancelled', usage: 'input' };
const unread: Expected = { outcome: 'cancelled', usage: 'none' };

/** Ways to read a generator to its end. */
const readingRows: Row<GeneratorCall>[] = [
  {
    name: 'read to the end',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => readAll(await call(), see),
    expected: completed,
  },
  {
    name: 'slow events',
    replies: ({ stream }) => [stream('slow')],
    run: async ({ call, see }) => readAll(await call(), see),
    expected: completed,
  },
  {
    name: 'next() by hand, beyond the end',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => {
      const generator = await call();
      for (let read = 0; read < 8; read++) see('result', await generator.next());
      see('returned', await generator.return('later'));
    },
    expected: completed,
  },
  {
    name: 'several next() at once',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => {
      const generator = await call();
      see('results', await Promise.all(Array.from({ length: 8 }, () => generator.next())));
    },
    expected: completed,
  },
  {
    name: 'its shape',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => {
      const generator = await call();
      see('keys', Object.keys(generator));
      see('iterator is itself', generator[Symbol.asyncIterator]() === generator);
      const methods = [generator.next, generator.return, generator.throw];
      see('methods', methods.map(({ name, length }) => `${name} ${length}`).join());
      await readAll(generator, see);
    },
    expected: completed,
  },
];

/** Ways to leave a generator before its end. */
const leavingRows: Row<GeneratorCall>[] = [
  {
    name: 'break',
    replies: ({ stream }) => [stream('stall')],
    run: async ({ call, see }) => {
      for await (const event of await call()) {
        see('event', event);
        break;
      }
    },
    expected: cancelled,
  },
  {
    name: 'break at the last event',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see, isLast }) => {
      for await (const event of await call()) {
        see('event', event);
        if (isLast(event)) break;
      }
    },
    expected: completed,
  },
  {
    name: 'throw in the loop',
    replies: ({ stream }) => [stream('stall')],
    run: async ({ call, see }) => {
      const mine = new Error('mine');
      const error = await seeRejection(see, async () => {
        for await (const event of await call()) {
          see('event', event);
          throw mine;
        }
      });
      see('same', error === mine);
    },
    expected: cancelled,
  },
  ...(['return', 'throw'] as const).map((method): Row<GeneratorCall> => ({
    name: `${method}() after the first event`,
    replies: ({ stream }) => [stream('stall')],
    run: async ({ call, see }) => {
      const generator = await call();
      see('event', (await generator.next()).value);
      await seeRejection(see, async () => see('result', await generator[method](new Error('mine'))));
      see('next', await generator.next());
    },
    expected: cancelled,
  })),
  {
    name: 'never read',
    replies: ({ stream }) => [stream('stall')],
    run: async ({ call }) => void (await call()),
    expected: { outcome: 'abandoned', usage: 'none', atShutdown: true },
  },
  {
    name: 'left after the first event without a word',
    replies: ({ stream }) => [stream('stall')],
    run: async ({ call, see }) => see('event', (await (await call()).next()).value),
    expected: { outcome: 'abandoned', usage: 'input', atShutdown: true },
  },
];

/** Ways to close a generator that was not read, where it is the very one that the patched method returned. */
export const closedUnreadRows: Row<GeneratorCall>[] = closeUnread(unread);

/**
 * The same where the SDK has put a generator of its own around it: closing that one before it was read reaches neither
 * the inner one nor the HTTP request, so the call ends as one that nobody reads.
 */
export const closedWrappedRows: Row<GeneratorCall>[] = closeUnread({
  outcome: 'abandoned',
  usage: 'none',
  atShutdown: true,
});

function closeUnread(expected: Expected): Row<GeneratorCall>[] {
  return (['return', 'throw'] as const).map((method) => ({
    name: `${method}() before the first event`,
    replies: ({ stream }) => [stream('stall')],
    run: async ({ call, see }) => {
      const generator = await call();
      await seeRejection(see, async () => see('result', await generator[method](new Error('mine'))));
      see('next', await generator.next());
    },
    expected,
  }));
}

/** Ways in which the caller's signal ends a generator. */
const signalRows: Row<GeneratorCall>[] = [
  {
    name: 'the signal while it waits',
    replies: ({ stream }) => [stream('stall')],
    run: async ({ call, see, provider }) => {
      const controller = new AbortController();
      await seeRejection(see, async () => {
        for await (const event of await call({ signal: controller.signal })) {
          see('event', event);
          setTimeout(() => controller.abort(), 20);
        }
      });
      see('provider saw', await (await provider.waitForRequest()).closed);
    },
    expected: cancelled,
  },
  {
    name: 'the signal between two reads, nothing read after it',
    replies: ({ stream }) => [stream('stall')],
    run: async ({ call, see, provider }) => {
      const controller = new AbortController();
      const generator = await call({ signal: controller.signal });
      see('event', (await generator.next()).value);
      controller.abort();
      see('provider saw', await (await provider.waitForRequest()).closed);
    },
    expected: cancelled,
  },
  {
    name: 'the signal before the first read',
    replies: ({ stream }) => [stream('stall')],
    run: async ({ call, see }) => {
      const controller = new AbortController();
      const generator = await call({ signal: controller.signal });
      controller.abort();
      await seeRejection(see, () => generator.next());
    },
    expected: unread,
  },
  {
    name: 'the signal before the headers',
    replies: ({ silent }) => [silent()],
    run: async ({ call, see, provider }) => {
      const controller = new AbortController();
      void provider.waitForRequest().then(() => controller.abort());
      await seeRejection(see, () => call({ signal: controller.signal }));
    },
    expected: unread,
  },
  {
    name: 'time-out in the stream',
    replies: ({ stream }) => [stream('stall')],
    run: async ({ call, see }) => {
      await seeRejection(see, async () => readAll(await call({ timeout: 50 }), see));
    },
    expected: { outcome: 'failed', usage: 'input', error: 'AbortError' },
  },
];

/** An error event in the stream that the SDK throws. */
export const errorEventRows: Row<GeneratorCall>[] = seeErrorEvent({
  outcome: 'failed',
  usage: 'input',
  error: 'error event',
});

/** An error event that the SDK hides (@google/genai 1.x): the stream just ends, so the call counts as cut, an error as well. */
export const hiddenErrorEventRows: Row<GeneratorCall>[] = seeErrorEvent({
  outcome: 'truncated',
  usage: 'input',
  error: 'truncated',
});

function seeErrorEvent(expected: Expected): Row<GeneratorCall>[] {
  return [
    {
      name: 'error event in the stream',
      replies: ({ stream }) => [stream('error event')],
      run: async ({ call, see }) => void (await seeRejection(see, async () => readAll(await call(), see))),
      expected,
    },
  ];
}

/** Ways in which the provider or the network fails. */
const failingRows: Row<GeneratorCall>[] = [
  {
    name: 'connection dropped in the stream',
    replies: ({ stream }) => [stream('drop')],
    run: async ({ call, see }) => void (await seeRejection(see, async () => readAll(await call(), see))),
    expected: { outcome: 'failed', usage: 'input', error: 'TypeError' },
  },
  {
    name: 'malformed event',
    replies: ({ stream }) => [stream('malformed')],
    run: async ({ call, see }) => void (await seeRejection(see, async () => readAll(await call(), see))),
    expected: { outcome: 'failed', usage: 'input', error: 'malformed' },
  },
  {
    name: 'stream cut without a word',
    replies: ({ stream }) => [stream('truncate')],
    run: async ({ call, see }) => readAll(await call(), see),
    expected: { outcome: 'truncated', usage: 'input', error: 'truncated' },
  },
];

/** Ways of a call that gives an async generator. */
export const generatorRows: Row<GeneratorCall>[] = [
  ...readingRows,
  ...leavingRows,
  ...signalRows,
  ...failingRows,
];
