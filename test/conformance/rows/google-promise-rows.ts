import { describeRejection, seeRejection } from '../row.ts';
import type { Row } from '../row.ts';

/** Ways in which the request itself fails, for a generator and for a plain promise. */
export const googlePromiseRows: Row<Promise<unknown>>[] = [
  ...(['rateLimit', 'serverError', 'unauthorized'] as const).map((reply): Row<Promise<unknown>> => ({
    name: `HTTP error: ${reply}`,
    replies: (replies) => [replies[reply]()],
    run: async ({ call, see }) => void (await seeRejection(see, () => call())),
    expected: { outcome: 'failed', usage: 'none', error: 'ApiError' },
  })),
  {
    name: 'HTTP 500, never awaited',
    replies: ({ serverError }) => [serverError()],
    run: async ({ call, waitForUnhandled }) => {
      void call();
      await waitForUnhandled(1);
    },
    expected: { outcome: 'failed', usage: 'none', error: 'ApiError' },
  },
  {
    name: 'HTTP 500, handled late',
    replies: ({ serverError }) => [serverError()],
    run: async ({ call, see, waitForUnhandled }) => {
      const promise = call();
      await waitForUnhandled(1);
      see('late', await promise.catch(describeRejection));
    },
    expected: { outcome: 'failed', usage: 'none', error: 'ApiError' },
  },
  {
    name: 'connection refused',
    replies: () => [],
    run: async ({ call, see, provider }) => {
      await provider.close();
      await seeRejection(see, () => call());
    },
    expected: { outcome: 'failed', usage: 'none', error: 'connection refused' },
  },
  {
    name: 'time-out before the headers',
    replies: ({ silent }) => [silent()],
    run: async ({ call, see }) => void (await seeRejection(see, () => call({ timeout: 30 }))),
    expected: { outcome: 'failed', usage: 'none', error: 'time-out' },
  },
];

/** Ways of a call that is not streamed and gives a plain promise. */
export const googlePlainRows: Row<Promise<unknown>>[] = [
  {
    name: 'awaited',
    replies: ({ plain }) => [plain()],
    run: async ({ call, see }) => see('answer', await call()),
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    // The SDK reads the body by itself, whether or not anybody waits for the answer.
    name: 'never awaited',
    replies: ({ plain }) => [plain()],
    run: async ({ call, provider }) => {
      void call();
      await (
        await provider.waitForRequest()
      ).closed;
    },
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: "the caller's signal",
    replies: ({ silent }) => [silent()],
    run: async ({ call, see, provider }) => {
      const controller = new AbortController();
      void provider.waitForRequest().then(() => controller.abort());
      await seeRejection(see, () => call({ signal: controller.signal }));
      see('provider saw', await (await provider.waitForRequest()).closed);
    },
    expected: { outcome: 'cancelled', usage: 'none' },
  },
];
