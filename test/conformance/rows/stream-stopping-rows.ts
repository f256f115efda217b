import { readAll, seeRejection } from '../row.ts';
import type { Row, RowContext, SdkEventStream, SdkPromise } from '../row.ts';

type Context = RowContext<SdkPromise<SdkEventStream>>;

const cancelled = { outcome: 'cancelled', usage: 'input' } as const;

/** Notes that the provider saw the client go. */
async function seeCancelled({ provider, see }: Context): Promise<void> {
  see('provider saw', await (await provider.waitForRequest()).closed);
}

/** Ways in which a caller stops reading. */
export const streamStoppingRows: Row<SdkPromise<SdkEventStream>>[] = [
  {
    name: 'break after the first event',
    replies: ({ stream }) => [stream('stall')],
    run: async (context) => {
      for await (const event of await context.call()) {
        context.see('event', event);
        break;
      }
      await seeCancelled(context);
    },
    expected: cancelled,
  },
  {
    name: 'throw in the loop',
    replies: ({ stream }) => [stream('stall')],
    run: async (context) => {
      const mine = new Error('mine');
      const caught = await seeRejection(context.see, async () => {
        for await (const event of await context.call()) throw event && mine;
      });
      context.see('my own error', caught === mine);
      await seeCancelled(context);
    },
    expected: cancelled,
  },
  ...(['return', 'throw'] as const).flatMap((method): Row<SdkPromise<SdkEventStream>>[] => [
    {
      name: `${method}() before the first read`,
      replies: ({ stream }) => [stream()],
      run: async ({ call, see }) => {
        const iterator = (await call())[Symbol.asyncIterator]();
        await seeRejection(see, async () => see('result', await iterator[method]?.('value')));
        see('then', await iterator.next());
      },
      expected: { outcome: 'cancelled', usage: 'none' },
    },
    {
      name: `${method}() after the first read`,
      replies: ({ stream }) => [stream('stall')],
      run: async (context) => {
        const iterator = (await context.call())[Symbol.asyncIterator]();
        context.see('event', await iterator.next());
        await seeRejection(context.see, async () => context.see('result', await iterator[method]?.('value')));
        context.see('then', await iterator.next());
        await seeCancelled(context);
      },
      expected: cancelled,
    },
  ]),
  {
    name: 'the iterator disposed',
    replies: ({ stream }) => [stream('stall')],
    run: async (context) => {
      const iterator = (await context.call())[Symbol.asyncIterator]() as AsyncGenerator;
      context.see('event', await iterator.next());
      await iterator[Symbol.asyncDispose]();
      await seeCancelled(context);
    },
    expected: cancelled,
  },
  {
    name: 'controller.abort() before the first read',
    replies: ({ stream }) => [stream('stall')],
    run: async (context) => {
      (await context.call()).controller.abort();
      await seeCancelled(context);
    },
    expected: { outcome: 'cancelled', usage: 'none' },
  },
  {
    name: 'controller.abort() before the first read, then read',
    replies: ({ stream }) => [stream('stall')],
    run: async (context) => {
      const stream = await context.call();
      stream.controller.abort();
      await seeRejection(context.see, () => readAll(stream, context.see));
      await seeCancelled(context);
    },
    expected: { outcome: 'cancelled', usage: 'none' },
  },
  {
    name: 'controller.abort() in the loop',
    replies: ({ stream }) => [stream('stall')],
    run: async (context) => {
      const stream = await context.call();
      for await (const event of stream) {
        context.see('event', event);
        stream.controller.abort();
      }
      await seeCancelled(context);
    },
    expected: cancelled,
  },
  {
    name: 'controller.abort() between two reads, nothing read after',
    replies: ({ stream }) => [stream('stall')],
    run: async (context) => {
      const stream = await context.call();
      context.see('event', await stream[Symbol.asyncIterator]().next());
      stream.controller.abort();
      await seeCancelled(context);
    },
    expected: cancelled,
  },
  {
    name: 'controller.abort() while a read is out',
    replies: ({ stream }) => [stream('stall')],
    run: async (context) => {
      const stream = await context.call();
      setTimeout(() => stream.controller.abort(), 30);
      await readAll(stream, context.see);
      await seeCancelled(context);
    },
    expected: cancelled,
  },
  {
    name: "controller.abort() with the caller's own reason",
    replies: ({ stream }) => [stream('stall')],
    run: async (context) => {
      const stream = await context.call();
      const reason = new Error('mine');
      setTimeout(() => stream.controller.abort(reason), 30);
      const error = await seeRejection(context.see, () => readAll(stream, context.see));
      context.see('my own reason', error === reason);
      await seeCancelled(context);
    },
    expected: cancelled,
  },
  {
    name: "the caller's signal in the loop",
    replies: ({ stream }) => [stream('stall')],
    run: async (context) => {
      const controller = new AbortController();
      for await (const event of await context.call({ signal: controller.signal })) {
        context.see('event', event);
        controller.abort();
      }
      await seeCancelled(context);
    },
    expected: cancelled,
  },
  {
    name: "the caller's signal before the headers",
    replies: ({ silent }) => [silent()],
    run: async (context) => {
      const controller = new AbortController();
      const promise = context.call({ signal: controller.signal });
      void context.provider.waitForRequest().then(() => controller.abort());
      await seeRejection(context.see, () => promise);
      await seeCancelled(context);
    },
    expected: { outcome: 'cancelled', usage: 'none' },
  },
  {
    name: 'a signal that was aborted before',
    replies: () => [],
    run: async ({ call, see, provider }) => {
      await seeRejection(see, () => call({ signal: AbortSignal.abort() }));
      see('requests', provider.requests.length);
    },
    expected: { outcome: 'cancelled', usage: 'none' },
  },
];
