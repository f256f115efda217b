import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { isApiPromise } from './observe-api-promise.ts';
import { withheld, withholdEvents } from './withhold-events.ts';

interface Chunk {
  n: number;
  hidden?: boolean;
}

/** A stream of the real SDK over these chunks; `broken` ends it with JSON that does not parse. */
async function openStream(chunks: readonly Chunk[], broken = false): Promise<AsyncIterable<Chunk>> {
  const lines = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`);
  const body = lines.join('') + (broken ? 'data: {\n\n' : 'data: [DONE]\n\n');
  const headers = { 'content-type': 'text/event-stream' };
  const client = new OpenAI({
    apiKey: 'x',
    logLevel: 'off',
    fetch: () => Promise.resolve(new Response(body, { headers })),
  });
  const promise: unknown = client.responses.create({ model: 'm', input: 'x', stream: true });
  if (!isApiPromise(promise)) throw new TypeError('no promise of the SDK');
  withholdEvents(promise, (event) => {
    const { hidden, ...rest } = event as Chunk;
    if (rest.n === 13) throw new Error('a fault');
    return hidden ? withheld : rest;
  });
  const stream = await promise.parse();
  expect(await promise.parse()).toBe(stream);
  return stream as AsyncIterable<Chunk>;
}

const chunks = [{ n: 1 }, { n: 2, hidden: true }, { n: 3, hidden: true }, { n: 4 }, { n: 5, hidden: true }];

describe('withholdEvents', () => {
  it('keeps back what is withheld and goes on with what a fault leaves', async () => {
    const seen: Chunk[] = [];
    for await (const chunk of await openStream([...chunks, { n: 13, hidden: false }])) seen.push(chunk);
    expect(seen).toEqual([{ n: 1 }, { n: 4 }, { n: 13, hidden: false }]);
  });

  it('answers reads in the order in which they were made, also return()', async () => {
    const iterator = (await openStream(chunks))[Symbol.asyncIterator]();
    const results = await Promise.all([iterator.next(), iterator.next(), iterator.next(), iterator.next()]);
    expect(results.map(({ value }) => (value as Chunk | undefined)?.n)).toEqual([1, 4, undefined, undefined]);
    const second = (await openStream(chunks))[Symbol.asyncIterator]();
    const left = await Promise.all([second.next(), second.next(), second.return?.('bye'), second.next()]);
    expect(left).toEqual([
      { done: false, value: { n: 1 } },
      { done: false, value: { n: 4 } },
      { done: true, value: 'bye' },
      { done: true, value: undefined },
    ]);
  });

  it('is an iterator of the same class, which disposes', async () => {
    const iterator = (await openStream(chunks))[Symbol.asyncIterator]();
    expect(Object.prototype.toString.call(iterator)).toBe('[object AsyncGenerator]');
    expect((iterator as unknown as AsyncIterable<Chunk>)[Symbol.asyncIterator]()).toBe(iterator);
    expect(Object.keys(iterator)).toEqual([]);
    expect(await iterator.throw?.(new Error('stop')).catch((error: unknown) => String(error))).toBe(
      'Error: stop',
    );
  });

  it('reports a rejection that nobody handles, once', async () => {
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    const reported: unknown[] = [];
    process.on('unhandledRejection', (reason) => reported.push(reason));
    try {
      const iterator = (await openStream([{ n: 2, hidden: true }], true))[Symbol.asyncIterator]();
      const failing = iterator.next();
      const after = iterator.next();
      expect(await after).toEqual({ done: true, value: undefined });
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(reported).toHaveLength(1);
      expect(reported[0]).toBeInstanceOf(SyntaxError);
      await expect(failing).rejects.toBe(reported[0]);
    } finally {
      process.removeAllListeners('unhandledRejection');
      for (const other of others) process.on('unhandledRejection', other);
    }
  });
});
