import { observeStream } from '@tokenspan/streams';

/** Run with --expose-gc: prints as JSON how many of 1,000 dropped streams ended, by way of dropping and observing. */
const COUNT = 1000;

async function* generate(onFinally: () => void): AsyncGenerator<{ type: string }> {
  try {
    yield { type: 'ping' };
    yield { type: 'ping' };
  } finally {
    onFinally();
  }
}

/** Like the SDKs' `Stream`: `iterator` makes the generator, `Symbol.asyncIterator` calls it. */
class FakeStream {
  iterator: () => AsyncIterator<unknown>;
  readonly controller: AbortController = new AbortController();

  constructor(iterator: () => AsyncIterator<unknown>) {
    this.iterator = iterator;
  }

  [Symbol.asyncIterator](): AsyncIterator<unknown> {
    return this.iterator();
  }
}

async function collect(isDone: () => boolean): Promise<void> {
  for (let round = 0; round < 50 && !isDone(); round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function dropGenerators(read: boolean): Promise<number> {
  let ended = 0;
  const drop = async (): Promise<void> => {
    const generator = generate(() => ended++);
    if (read) await generator.next();
  };
  for (let index = 0; index < COUNT; index++) await drop();
  await collect(() => ended === COUNT);
  return ended;
}

async function dropStreams(read: boolean, makeStream: () => AsyncIterable<unknown>): Promise<number> {
  const ended: string[] = [];
  const drop = async (): Promise<void> => {
    const stream = observeStream(makeStream(), { onEnd: ({ outcome }) => ended.push(outcome) });
    if (read) await stream[Symbol.asyncIterator]().next();
  };
  for (let index = 0; index < COUNT; index++) await drop();
  await collect(() => ended.length >= COUNT);
  return ended.filter((outcome) => outcome === 'abandoned').length;
}

/** An iterator that was taken while the stream itself is dropped must stay readable. */
async function readDetachedIterator(): Promise<string> {
  const ended: string[] = [];
  const take = (): AsyncIterator<unknown> => {
    const stream = new FakeStream(() => generate(() => {}));
    observeStream(stream, { onEnd: ({ outcome }) => ended.push(outcome) });
    return stream[Symbol.asyncIterator]();
  };
  const iterator = take();
  for (let round = 0; round < 5; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  while (!(await iterator.next()).done);
  return ended.join();
}

const makeSdkStream = (): AsyncIterable<unknown> => new FakeStream(() => generate(() => {}));
const makeGenerator = (): AsyncIterable<unknown> => generate(() => {});

console.log(
  JSON.stringify({
    generatorsRead: await dropGenerators(true),
    generatorsUnread: await dropGenerators(false),
    observedStreamsRead: await dropStreams(true, makeSdkStream),
    observedStreamsUnread: await dropStreams(false, makeSdkStream),
    observedGeneratorsRead: await dropStreams(true, makeGenerator),
    observedGeneratorsUnread: await dropStreams(false, makeGenerator),
    detachedIterator: await readDetachedIterator(),
  }),
);
