import { setImmediate as turn } from 'node:timers/promises';
import { context } from '@opentelemetry/api';
import { describe, expect, test } from 'vitest';
import { profile } from './profile.ts';
import { activeScope } from './scope.ts';
import { trackCosts } from './track-costs.ts';
import { withSession } from './with-session.ts';

/** What a call that is made here would be attributed to. */
function attribute(): string {
  return activeScope()?.functionPath.join(' > ') ?? '';
}

describe('functions of every kind', () => {
  test('plain', () => {
    const named = profile(function plain(this: { factor: number }, value: number) {
      return [attribute(), value * this.factor];
    });
    expect(named.call({ factor: 2 }, 21)).toEqual(['plain', 42]);
    expect([named.name, named.length]).toEqual(['plain', 1]);
    expect(attribute()).toBe('');
  });

  test('async, across awaits', async () => {
    const slow = profile('slow', async () => {
      const before = attribute();
      await turn();
      await turn();
      return [before, attribute()];
    });
    await expect(slow()).resolves.toEqual(['slow', 'slow']);
  });

  test('generator: at each step, wherever it is stepped from', () => {
    const steps = profile(function* steps() {
      try {
        yield attribute();
        yield attribute();
      } finally {
        seen.push(attribute());
      }
    });
    const seen: string[] = [];
    const generator = steps();
    expect(attribute()).toBe('');
    expect(generator.next().value).toBe('steps');
    const other = profile('other', () => generator.next().value);
    expect(other()).toBe('steps');
    generator.return();
    expect(seen).toEqual(['steps']);
  });

  test('async generator: between and within steps', async () => {
    const stream = profile('stream', async function* () {
      yield attribute();
      await turn();
      yield attribute();
      throw new RangeError('torn');
    });
    const seen: string[] = [];
    const error = await (async () => {
      for await (const value of stream()) seen.push(value, attribute());
    })().catch((caught: unknown) => caught);
    expect(seen).toEqual(['stream', '', 'stream', '']);
    expect(error).toBeInstanceOf(RangeError);
  });

  test('a function that returns a stream of its own making', async () => {
    async function* inner(): AsyncGenerator<string> {
      yield attribute();
    }
    const plain = profile('plain', () => inner());
    const later = profile('later', async () => inner());
    expect((await plain().next()).value).toBe('plain');
    expect((await (await later()).next()).value).toBe('later');
  });

  test('a stream that hands out an iterator and can be cancelled', async () => {
    const make = profile(
      'make',
      () =>
        new ReadableStream<string>(
          { pull: (controller) => (controller.enqueue(attribute()), controller.close()) },
          { highWaterMark: 0 },
        ),
    );
    const values: string[] = [];
    for await (const value of make()) values.push(value);
    expect(values).toEqual(['make']);
  });
});

describe('nothing is changed', () => {
  test('results come back as the very object; collections are left alone', () => {
    const values = [
      [1],
      new Map([[1, 2]]),
      new Set([1]),
      'text',
      { a: 1 },
      new Uint8Array(2),
      [1].values(),
      null,
    ];
    for (const value of values) {
      const before = typeof value === 'object' && value !== null ? Reflect.ownKeys(value) : [];
      expect(profile('same', () => value)()).toBe(value);
      if (typeof value === 'object' && value !== null) expect(Reflect.ownKeys(value)).toEqual(before);
    }
  });

  test('errors pass through as the same object, thrown or rejected', async () => {
    const error = new Error('mine');
    const throws = profile('throws', () => {
      throw error;
    });
    const rejects = profile('rejects', async () => {
      throw error;
    });
    expect(throws).toThrow(error);
    await expect(rejects()).rejects.toBe(error);
  });

  test('a promise that is lazy is not awaited for anybody, and comes back as it is', () => {
    let asked = 0;
    class LazyPromise<T> extends Promise<T> {
      // oxlint-disable-next-line unicorn/no-thenable -- the promises of the SDKs do their work in `then`
      override then<A = T, B = never>(...handlers: Parameters<Promise<T>['then']>): Promise<A | B> {
        asked++;
        return super.then(...handlers) as Promise<A | B>;
      }
    }
    const promise = new LazyPromise<number>((resolve) => resolve(1));
    expect(profile('lazy', () => promise)()).toBe(promise);
    expect(asked).toBe(0);
  });

  test('a generator stays the object that it was, with its class', () => {
    function* count(): Generator<number> {
      yield 1;
    }
    const generator = profile(count)();
    expect(generator).toBeInstanceOf(count);
    expect(generator[Symbol.iterator]()).toBe(generator);
    expect([...generator]).toEqual([1]);
  });
});

test('wrapped functions nest, and two at once do not mix', async () => {
  const inner = profile('inner', async () => {
    await turn();
    return attribute();
  });
  const outer = profile('outer', async () => {
    const [one, two] = await Promise.all([inner(), inner()]);
    return [one, two, attribute()];
  });
  const [first, second] = await Promise.all([outer(), inner()]);
  expect(first).toEqual(['outer > inner', 'outer > inner', 'outer']);
  expect(second).toBe('inner');
});

test('projects and sessions are those of the innermost that names one', async () => {
  const read = () => [activeScope()?.project, activeScope()?.sessionId, activeScope()?.functionName];
  const inside = profile('inside', read);
  const tracked = trackCosts({ project: 'support', name: 'answer' }, () => withSession('s1', () => inside()));
  expect(tracked()).toEqual(['support', 's1', 'inside']);
  const other = trackCosts({ project: 'billing' }, function charge() {
    return [tracked(), read()];
  });
  expect(other()).toEqual([
    ['support', 's1', 'inside'],
    ['billing', undefined, 'charge'],
  ]);
  expect(trackCosts(read)()).toEqual([undefined, undefined, 'read']);
  expect(await withSession('s2', async () => (await turn(), read()))).toEqual([undefined, 's2', undefined]);
});

test('what is no function, and options that nobody knows, are refused by name', () => {
  expect(() => profile('name', undefined as never)).toThrow(TypeError);
  expect(() => trackCosts({ max_budget: 5 } as object, () => 1)).toThrow(
    /has no option "max_budget"; accepted: project, name/,
  );
  expect(() => trackCosts({ project: 3 as never }, () => 1)).toThrow(/option "project" must be a text/);
  expect(() => withSession('', () => 1)).toThrow(TypeError);
});

test('a context manager that fails after the function keeps its result, and does not run it again', () => {
  const original = context.with.bind(context) as (...args: unknown[]) => unknown;
  let runs = 0;
  Object.assign(context, {
    with(...args: unknown[]) {
      original(...args);
      throw new Error('a bug in the context manager');
    },
  });
  try {
    expect(profile('counted', () => ++runs)()).toBe(1);
    expect(runs).toBe(1);
  } finally {
    delete (context as { with?: unknown }).with;
  }
});
