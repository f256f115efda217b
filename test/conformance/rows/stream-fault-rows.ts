import { readAll, seeRejection } from '../row.ts';
import type { Row, SdkEventStream, SdkPromise } from '../row.ts';

type StreamRow = Row<SdkPromise<SdkEventStream>>;

const refusals = [
  { name: '429', reply: 'rateLimit', error: 'RateLimitError' },
  { name: '500', reply: 'serverError', error: 'InternalServerError' },
  { name: '401', reply: 'unauthorized', error: 'AuthenticationError' },
] as const;

/** Ways in which the provider or the network fails. */
export const streamFaultRows: StreamRow[] = [
  {
    name: 'error event in the stream',
    replies: ({ stream }) => [stream('error event')],
    run: async ({ call, see }) => {
      const stream = await call();
      await seeRejection(see, () => readAll(stream, see));
    },
    expected: { outcome: 'failed', usage: 'input', error: 'error event' },
  },
  {
    name: 'connection dropped in the stream',
    replies: ({ stream }) => [stream('drop')],
    run: async ({ call, see }) => {
      const stream = await call();
      await seeRejection(see, () => readAll(stream, see));
    },
    expected: { outcome: 'failed', usage: 'input', error: 'TypeError' },
  },
  {
    name: 'stream cut without a word',
    replies: ({ stream }) => [stream('truncate')],
    run: async ({ call, see }) => readAll(await call(), see),
    expected: { outcome: 'truncated', usage: 'input', error: 'truncated' },
  },
  {
    name: 'malformed data in the stream',
    replies: ({ stream }) => [stream('malformed')],
    run: async ({ call, see }) => {
      const stream = await call();
      await seeRejection(see, () => readAll(stream, see));
    },
    expected: { outcome: 'failed', usage: 'input', error: 'SyntaxError' },
  },
  ...refusals.flatMap(({ name, reply, error }): StreamRow[] => [
    {
      name: `HTTP ${name}, awaited`,
      replies: (replies) => [replies[reply]()],
      run: async ({ call, see }) => void (await seeRejection(see, () => call({ maxRetries: 0 }))),
      expected: { outcome: 'failed', usage: 'none', error },
    },
    {
      name: `HTTP ${name}, withResponse()`,
      replies: (replies) => [replies[reply]()],
      run: async ({ call, see }) =>
        void (await seeRejection(see, () => call({ maxRetries: 0 }).withResponse())),
      expected: { outcome: 'failed', usage: 'none', error },
    },
    {
      name: `HTTP ${name}, asResponse()`,
      replies: (replies) => [replies[reply]()],
      run: async ({ call, see }) =>
        void (await seeRejection(see, () => call({ maxRetries: 0 }).asResponse())),
      expected: { outcome: 'failed', usage: 'none', error },
    },
  ]),
  {
    name: 'HTTP 500, never awaited',
    replies: ({ serverError }) => [serverError()],
    run: async ({ call, waitForUnhandled }) => {
      void call({ maxRetries: 0 });
      await waitForUnhandled(1);
    },
    expected: { outcome: 'failed', usage: 'none', error: 'InternalServerError' },
  },
  {
    name: 'HTTP 429 after every retry',
    replies: ({ rateLimit }) => [rateLimit(), rateLimit()],
    run: async ({ call, see, provider }) => {
      await seeRejection(see, () => call({ maxRetries: 1 }));
      see('requests', provider.requests.length);
    },
    expected: { outcome: 'failed', usage: 'none', error: 'RateLimitError' },
  },
  {
    name: 'connection refused',
    replies: () => [],
    run: async ({ call, see, provider }) => {
      await provider.close();
      await seeRejection(see, () => call({ maxRetries: 0 }));
    },
    expected: { outcome: 'failed', usage: 'none', error: 'APIConnectionError' },
  },
  {
    name: 'time-out before the headers',
    replies: ({ silent }) => [silent()],
    run: async ({ call, see }) => void (await seeRejection(see, () => call({ maxRetries: 0, timeout: 30 }))),
    expected: { outcome: 'failed', usage: 'none', error: 'APIConnectionTimeoutError' },
  },
];
