import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import type { Outcome } from '../model/outcome.ts';
import { observeIterator } from './observe-iterator.ts';
import { StreamObservation } from './stream-observation.ts';
import type { StreamListener } from './stream-observation.ts';

class Recorder implements StreamListener {
  finished = false;
  terminated = false;
  readonly events: unknown[] = [];
  readonly ends: [Outcome, unknown][] = [];

  event(event: unknown): void {
    this.events.push(event);
    if (event === 'finish') this.finished = true;
    if (event === 'terminal') this.finished = this.terminated = true;
  }

  end(outcome: Outcome, error?: unknown): void {
    this.ends.push([outcome, error]);
  }
}

async function* generate(values: unknown[], error?: Error): AsyncGenerator<unknown, string, unknown> {
  for (const value of values) yield value;
  if (error) throw error;
  return 'returned';
}

function observe(inner: AsyncIterator<unknown>, signal?: AbortSignal): [AsyncIterator<unknown>, Recorder] {
  const recorder = new Recorder();
  return [observeIterator(inner, new StreamObservation(recorder, signal)), recorder];
}

describe('observeIterator', () => {
  it('hands on the same result objects in the same order', async () => {
    const results = [
      { value: {}, done: false },
      { value: {}, done: false },
      { value: undefined, done: true },
    ];
    let index = 0;
    const [iterator] = observe({ next: async () => results[index++] as IteratorResult<unknown> });
    for (const result of results) expect(await iterator.next()).toBe(result);
  });

  it('completes when the source ends after every finish reason', async () => {
    const [iterator, recorder] = observe(generate(['a', 'finish']));
    for await (const event of { [Symbol.asyncIterator]: () => iterator }) void event;
    expect(recorder.events).toEqual(['a', 'finish']);
    expect(recorder.ends).toEqual([['completed', undefined]]);
  });

  it('settles with the terminal event, before the consumer asks again', async () => {
    const [iterator, recorder] = observe(generate(['terminal', 'late']));
    await iterator.next();
    expect(recorder.ends).toEqual([['completed', undefined]]);
    expect(await iterator.next()).toEqual({ value: 'late', done: false });
    expect(recorder.events).toEqual(['terminal']);
  });

  it('calls a source that ends early and in silence truncated', async () => {
    const [iterator, recorder] = observe(generate(['a']));
    while (!(await iterator.next()).done);
    expect(recorder.ends).toEqual([['truncated', undefined]]);
  });

  it('passes the very error on and fails once', async () => {
    const error = new Error('reset');
    const [iterator, recorder] = observe(generate(['a'], error));
    await iterator.next();
    await expect(iterator.next()).rejects.toBe(error);
    expect(await iterator.next()).toEqual({ value: undefined, done: true });
    expect(recorder.ends).toEqual([['failed', error]]);
  });

  it('calls an early return cancelled, and completed after the finish reason', async () => {
    for (const [values, outcome] of [
      [['a', 'b'], 'cancelled'],
      [['finish', 'b'], 'completed'],
    ] as const) {
      const [iterator, recorder] = observe(generate([...values]));
      await iterator.next();
      expect(await iterator.return?.('early')).toEqual({ value: 'early', done: true });
      expect(recorder.ends).toEqual([[outcome, undefined]]);
    }
  });

  it('settles on return and throw before the first read, where a generator would skip its finally', async () => {
    const [returned, first] = observe(generate(['a']));
    await returned.return?.();
    await vi.waitFor(() => expect(first.ends).toEqual([['cancelled', undefined]]));
    const error = new Error('mine');
    const [thrown, second] = observe(generate(['a']));
    await expect(thrown.throw?.(error)).rejects.toBe(error);
    await vi.waitFor(() => expect(second.ends).toEqual([['cancelled', undefined]]));
  });

  it('has return, throw and the symbols exactly where the source has them', () => {
    const [bare] = observe({ next: async () => ({ value: 1, done: false }) });
    expect(['return', 'throw', Symbol.asyncIterator].filter((name) => name in bare)).toEqual([]);
    const [generator] = observe(generate([]));
    expect(Object.prototype.toString.call(generator)).toBe('[object AsyncGenerator]');
    expect((generator as AsyncGenerator)[Symbol.asyncIterator]()).toBe(generator);
    expect(typeof (generator as AsyncGenerator)[Symbol.asyncDispose]).toBe('function');
    expect(Object.keys(generator)).toEqual([]);
  });

  it('goes on reading after an abort while the consumer does, then is cancelled', async () => {
    const controller = new AbortController();
    const [iterator, recorder] = observe(generate(['a', 'b']), controller.signal);
    await iterator.next();
    controller.abort();
    await iterator.next();
    expect(recorder.ends).toEqual([]);
    await iterator.next();
    expect(recorder.events).toEqual(['a', 'b']);
    expect(recorder.ends).toEqual([['cancelled', undefined]]);
  });

  it('is cancelled by an abort after which nobody reads, also before the first read', async () => {
    for (const reads of [0, 1]) {
      const controller = new AbortController();
      const [iterator, recorder] = observe(generate(['a', 'b']), controller.signal);
      for (let read = 0; read < reads; read++) await iterator.next();
      controller.abort();
      await vi.waitFor(() => expect(recorder.ends).toEqual([['cancelled', undefined]]));
    }
  });

  it('calls an error that came before the SDK aborted its own controller failed', async () => {
    const controller = new AbortController();
    const error = new TypeError('terminated');
    async function* source(): AsyncGenerator {
      try {
        yield 'a';
        throw error;
      } finally {
        controller.abort();
      }
    }
    const [iterator, recorder] = observe(source(), controller.signal);
    await iterator.next();
    await expect(iterator.next()).rejects.toBe(error);
    expect(recorder.ends).toEqual([['failed', error]]);
  });

  it('calls a rejection with the reason of the abort cancelled', async () => {
    const controller = new AbortController();
    const reason = new Error('user left');
    controller.abort(reason);
    const [iterator, recorder] = observe(generate([], reason), controller.signal);
    await expect(iterator.next()).rejects.toBe(reason);
    expect(recorder.ends).toEqual([['cancelled', undefined]]);
  });

  it('leaves its listener on no signal once it has settled', async () => {
    const { signal } = new AbortController();
    const [iterator] = observe(generate(['terminal']), signal);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    await iterator.next();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('costs at most one microtask turn a read', async () => {
    const countTurns = async (iterator: AsyncIterator<unknown>): Promise<number> => {
      const read = { settled: false };
      void iterator.next().then(() => (read.settled = true));
      for (let turns = 0; ; turns++) {
        if (read.settled) return turns;
        await Promise.resolve();
      }
    };
    const source = (): AsyncIterator<unknown> => generate(['a', 'b', 'c']);
    const bare = source();
    const [observed] = observe(source());
    for (let read = 0; read < 3; read++) {
      expect((await countTurns(observed)) - (await countTurns(bare))).toBeLessThanOrEqual(1);
    }
  });

  it('never throws to the consumer when the listener does', async () => {
    const faults: unknown[] = [];
    const listener: StreamListener = {
      get finished(): boolean {
        throw new Error('finished');
      },
      terminated: false,
      event() {
        throw new Error('event');
      },
      end() {
        throw new Error('end');
      },
      fault(error) {
        faults.push(error);
        throw new Error('fault');
      },
    };
    const iterator = observeIterator(generate(['a']), new StreamObservation(listener));
    expect(await iterator.next()).toEqual({ value: 'a', done: false });
    expect(await iterator.next()).toEqual({ value: 'returned', done: true });
    expect(faults.map(String)).toEqual(['Error: event', 'Error: finished', 'Error: end']);
  });
});
