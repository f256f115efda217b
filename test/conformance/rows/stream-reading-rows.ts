import { readAll, seeRejection } from '../row.ts';
import type { Row, SdkEventStream, SdkPromise } from '../row.ts';

/** Ways to read a stream to its end. */
export const streamReadingRows: Row<SdkPromise<SdkEventStream>>[] = [
  {
    name: 'read to the end',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => readAll(await call(), see),
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'slow provider',
    replies: ({ stream }) => [stream('slow')],
    run: async ({ call, see }) => readAll(await call(), see),
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'awaited twice',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => {
      const promise = call();
      const stream = await promise;
      see('same stream', stream === (await promise));
      await readAll(stream, see);
    },
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'withResponse()',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => {
      const { data, response } = await call().withResponse();
      see('status', response.status);
      await readAll(data, see);
    },
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'then(), catch() and finally()',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => {
      const promise = call();
      const seen = await promise.then((stream) => stream).finally(() => see('finally'));
      see('same stream', seen === (await promise.catch(() => undefined)));
      await readAll(seen, see);
    },
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'next() by hand, past the end',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => {
      const iterator = (await call())[Symbol.asyncIterator]();
      for (let result = await iterator.next(); !result.done; result = await iterator.next())
        see('event', result);
      see('after the end', await iterator.next());
    },
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'several next() at once',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => {
      const iterator = (await call())[Symbol.asyncIterator]();
      for (let done = false; !done;) {
        const results = await Promise.all([iterator.next(), iterator.next(), iterator.next()]);
        for (const result of results) see('result', result);
        done = results.some((result) => result.done);
      }
    },
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'left after the last event',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see, isLast }) => {
      for await (const event of await call()) {
        see('event', event);
        if (isLast(event)) break;
      }
    },
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'read a second time',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => {
      const stream = await call();
      await readAll(stream, see);
      await seeRejection(see, () => readAll(stream, see));
    },
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'second iterator while the first reads',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => {
      const stream = await call();
      const first = stream[Symbol.asyncIterator]();
      see('first', await first.next());
      await seeRejection(see, () => stream[Symbol.asyncIterator]().next());
      for (let result = await first.next(); !result.done; result = await first.next()) see('event', result);
    },
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'an iterator taken and left unread, then read',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => {
      const stream = await call();
      void stream[Symbol.asyncIterator]();
      await readAll(stream, see);
    },
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'retried after a 429',
    replies: ({ rateLimit, stream }) => [rateLimit(), stream()],
    run: async ({ call, see, provider }) => {
      await readAll(await call({ maxRetries: 1 }), see);
      see('requests', provider.requests.length);
    },
    expected: { outcome: 'completed', usage: 'all' },
  },
];
