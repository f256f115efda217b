import { seeRejection } from '../row.ts';
import type { Row, SdkPromise } from '../row.ts';

/** Ways of a call that is not streamed, for methods that return the SDK's own promise. */
export const plainRows: Row<SdkPromise<unknown>>[] = [
  {
    name: 'awaited',
    replies: ({ plain }) => [plain()],
    run: async ({ call, see }) => see('answer', await call()),
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'awaited twice',
    replies: ({ plain }) => [plain()],
    run: async ({ call, see }) => {
      const promise = call();
      see('same answer', (await promise) === (await promise));
    },
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'withResponse()',
    replies: ({ plain }) => [plain()],
    run: async ({ call, see }) => {
      const { data, response } = await call().withResponse();
      see('answer', data);
      see('status', response.status);
    },
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'asResponse(), the body read by the caller',
    replies: ({ plain }) => [plain()],
    run: async ({ call, see }) => {
      const response = await call().asResponse();
      see('used', response.bodyUsed);
      see('body', await response.json());
    },
    expected: { outcome: 'completed', usage: 'none' },
  },
  {
    name: 'HTTP 500 through withResponse()',
    replies: ({ serverError }) => [serverError()],
    run: async ({ call, see }) =>
      void (await seeRejection(see, () => call({ maxRetries: 0 }).withResponse())),
    expected: { outcome: 'failed', usage: 'none', error: 'InternalServerError' },
  },
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
    name: 'never awaited',
    replies: ({ plain }) => [plain()],
    run: async ({ call, provider }) => {
      void call();
      await (
        await provider.waitForRequest()
      ).closed;
    },
    expected: { outcome: 'abandoned', usage: 'none', atShutdown: true },
  },
];

/** Ways of a call that is not streamed, for methods that return any promise. */
export const anyPromiseRows: Row<Promise<unknown>>[] = [
  {
    name: 'awaited',
    replies: ({ plain }) => [plain()],
    run: async ({ call, see }) => see('answer', await call()),
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'retried after a 429',
    replies: ({ rateLimit, plain }) => [rateLimit(), plain()],
    run: async ({ call, see, provider }) => {
      see('answer', await call({ maxRetries: 1 }));
      see('requests', provider.requests.length);
    },
    expected: { outcome: 'completed', usage: 'all' },
  },
  ...(
    [
      { name: 'HTTP 429', reply: 'rateLimit', error: 'RateLimitError' },
      { name: 'HTTP 500', reply: 'serverError', error: 'InternalServerError' },
      { name: 'HTTP 401', reply: 'unauthorized', error: 'AuthenticationError' },
    ] as const
  ).map(({ name, reply, error }): Row<Promise<unknown>> => ({
    name,
    replies: (replies) => [replies[reply]()],
    run: async ({ call, see }) => void (await seeRejection(see, () => call({ maxRetries: 0 }))),
    expected: { outcome: 'failed', usage: 'none', error },
  })),
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
    name: 'time-out',
    replies: ({ silent }) => [silent()],
    run: async ({ call, see }) => void (await seeRejection(see, () => call({ maxRetries: 0, timeout: 30 }))),
    expected: { outcome: 'failed', usage: 'none', error: 'APIConnectionTimeoutError' },
  },
  {
    name: "the caller's signal",
    replies: ({ silent }) => [silent()],
    run: async ({ call, see, provider }) => {
      const controller = new AbortController();
      const promise = call({ signal: controller.signal });
      void provider.waitForRequest().then(() => controller.abort());
      await seeRejection(see, () => promise);
      see('provider saw', await (await provider.waitForRequest()).closed);
    },
    expected: { outcome: 'cancelled', usage: 'none' },
  },
];
