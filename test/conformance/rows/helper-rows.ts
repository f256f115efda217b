import { readAll, seeRejection } from '../row.ts';
import type { Row } from '../row.ts';

/** The parts of the SDKs' helper streams (`messages.stream()`, `chat.completions.stream()`) that rows use. */
export interface HelperStream extends AsyncIterable<unknown> {
  controller: AbortController;
  abort(): void;
  done(): Promise<void>;
  /** The final answer, whatever the helper calls it. */
  final(): Promise<unknown>;
  on(event: string, listener: (...values: unknown[]) => void): unknown;
  toReadableStream(): ReadableStream<Uint8Array>;
}

/** Ways of a helper stream, which sends through the patched method by itself. */
export const helperRows: Row<HelperStream>[] = [
  {
    name: 'the final answer',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => see('final', await call().final()),
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'iterated',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => readAll(call(), see),
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'listeners and done()',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => {
      const helper = call();
      for (const name of ['connect', 'text', 'content', 'end']) helper.on(name, (value) => see(name, value));
      await helper.done();
    },
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'nobody listens',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => {
      const helper = call();
      await new Promise<void>((resolve) => helper.on('end', () => resolve()));
      see('ended');
    },
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'toReadableStream()',
    replies: ({ stream }) => [stream()],
    run: async ({ call, see }) => see('text', await new Response(call().toReadableStream()).text()),
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'break',
    replies: ({ stream }) => [stream('stall')],
    run: async ({ call, see, provider }) => {
      for await (const event of call()) {
        see('event', event);
        break;
      }
      see('provider saw', await (await provider.waitForRequest()).closed);
    },
    expected: { outcome: 'cancelled', usage: 'input' },
  },
  {
    name: 'abort() while it waits',
    replies: ({ stream }) => [stream('stall')],
    run: async ({ call, see, provider }) => {
      const helper = call();
      const request = await provider.waitForRequest();
      setTimeout(() => helper.abort(), 30);
      await seeRejection(see, () => helper.final());
      see('provider saw', await request.closed);
    },
    expected: { outcome: 'cancelled', usage: 'input' },
  },
  {
    name: "the caller's signal",
    replies: ({ stream }) => [stream('stall')],
    run: async ({ call, see, provider }) => {
      const controller = new AbortController();
      const helper = call({ signal: controller.signal });
      await provider.waitForRequest();
      setTimeout(() => controller.abort(), 30);
      await seeRejection(see, () => helper.final());
    },
    expected: { outcome: 'cancelled', usage: 'input' },
  },
  {
    name: 'error event in the stream',
    replies: ({ stream }) => [stream('error event')],
    run: async ({ call, see }) => void (await seeRejection(see, () => call().final())),
    expected: { outcome: 'failed', usage: 'input', error: 'error event' },
  },
  {
    name: 'connection dropped in the stream',
    replies: ({ stream }) => [stream('drop')],
    run: async ({ call, see }) => void (await seeRejection(see, () => call().final())),
    expected: { outcome: 'failed', usage: 'input', error: 'TypeError' },
  },
  {
    name: 'stream cut without a word',
    replies: ({ stream }) => [stream('truncate')],
    run: async ({ call, see }) => void (await seeRejection(see, () => call().final())),
    expected: { outcome: 'truncated', usage: 'input', error: 'truncated' },
  },
  {
    name: 'HTTP 500, handled',
    replies: ({ serverError }) => [serverError()],
    run: async ({ call, see }) => void (await seeRejection(see, () => call({ maxRetries: 0 }).final())),
    expected: { outcome: 'failed', usage: 'none', error: 'InternalServerError' },
  },
  {
    name: 'HTTP 500, nobody listens',
    replies: ({ serverError }) => [serverError()],
    run: async ({ call, waitForUnhandled }) => {
      call({ maxRetries: 0 });
      await waitForUnhandled(1);
    },
    expected: { outcome: 'failed', usage: 'none', error: 'InternalServerError' },
  },
];
