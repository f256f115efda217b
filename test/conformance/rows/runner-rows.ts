import { readAll, seeRejection } from '../row.ts';
import type { Row } from '../row.ts';

/** The parts of the SDKs' tool runners that rows use; one runner makes several calls. */
export interface Runner extends AsyncIterable<unknown> {
  /** The final answer, whatever the runner calls it. */
  final(): Promise<unknown>;
}

/** Ways of a tool runner whose calls are not streamed. `toolPlain` asks for a tool, `plain` is the final answer. */
export const plainRunnerRows: Row<Runner>[] = [
  {
    name: 'run to the end',
    replies: ({ toolPlain, plain }) => [toolPlain(), plain()],
    run: async ({ call, see }) => see('final', await call().final()),
    expected: { outcome: 'completed', usage: 'all', spans: 2 },
  },
  {
    name: 'iterated',
    replies: ({ toolPlain, plain }) => [toolPlain(), plain()],
    run: async ({ call, see }) => readAll(call(), see),
    expected: { outcome: 'completed', usage: 'all', spans: 2 },
  },
  {
    name: 'left after the first answer',
    replies: ({ toolPlain }) => [toolPlain()],
    run: async ({ call, see }) => {
      for await (const message of call()) {
        see('message', message);
        break;
      }
    },
    expected: { outcome: 'completed', usage: 'all' },
  },
  {
    name: 'HTTP 500',
    replies: ({ serverError }) => [serverError()],
    run: async ({ call, see }) => void (await seeRejection(see, () => call({ maxRetries: 0 }).final())),
    expected: { outcome: 'failed', usage: 'none', error: 'InternalServerError' },
  },
];

/** Ways of a tool runner whose calls are streamed. `toolStream` asks for a tool, `stream` is the final answer. */
export const streamRunnerRows: Row<Runner>[] = [
  {
    name: 'run to the end',
    replies: ({ toolStream, stream }) => [toolStream(), stream()],
    run: async ({ call, see }) => see('final', await call().final()),
    expected: { outcome: 'completed', usage: 'all', spans: 2 },
  },
  {
    name: 'every stream read',
    replies: ({ toolStream, stream }) => [toolStream(), stream()],
    run: async ({ call, see }) => {
      for await (const stream of call()) await readAll(stream as AsyncIterable<unknown>, see);
    },
    expected: { outcome: 'completed', usage: 'all', spans: 2 },
  },
  {
    name: 'connection dropped in the stream',
    replies: ({ stream }) => [stream('drop')],
    run: async ({ call, see }) => void (await seeRejection(see, () => call({ maxRetries: 0 }).final())),
    expected: { outcome: 'failed', usage: 'input', error: 'TypeError' },
  },
  {
    name: 'HTTP 500',
    replies: ({ serverError }) => [serverError()],
    run: async ({ call, see }) => void (await seeRejection(see, () => call({ maxRetries: 0 }).final())),
    expected: { outcome: 'failed', usage: 'none', error: 'InternalServerError' },
  },
];
