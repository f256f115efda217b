import type { Context } from '@opentelemetry/api';
import { observeAsyncIterable } from '@tokenspan/streams';
import type { Outcome, StreamListener } from '@tokenspan/streams';
import { guard, reportFault } from '../guard.ts';
import type { LocalSpan } from './local-span.ts';
import { runInContext } from './run-in-context.ts';

/**
 * Runs something inside the context of spans and ends them with it: with the promise that it returns, or, where that
 * gives an async generator, with the generator, whose reads then run inside the context as well.
 *
 * @param spans the first one is active while it runs
 * @returns what `run` returned; of a promise one that settles as it does
 * @throws what `run` throws
 */
export function runInSpans(spans: readonly LocalSpan[], run: () => unknown): unknown {
  const [first] = spans;
  if (!first) return run();
  let result: unknown;
  try {
    result = runInContext(first.context, run);
  } catch (error) {
    for (const span of spans) span.fail(error);
    throw error;
  }
  if (result instanceof Promise) return followPromise(spans, result);
  for (const span of spans) span.complete();
  return result;
}

function followPromise(spans: readonly LocalSpan[], promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      if (isAsyncGenerator(value)) guard('observe a stream', () => followGenerator(spans, value));
      else for (const span of spans) span.complete();
      return value;
    },
    (error: unknown) => {
      for (const span of spans) span.fail(error);
      throw error;
    },
  );
}

// No closure in this scope: one that shares it with the generator would keep the generator from being collected.
function followGenerator(spans: readonly LocalSpan[], generator: AsyncGenerator): void {
  const [first] = spans;
  if (first) Object.defineProperties(generator, describeMethods(generator, first.context));
  observeAsyncIterable(generator, new SpanListener(spans));
}

type Method = (...values: unknown[]) => unknown;

/** The generator's methods, each of which runs the generator's body inside the context. */
function describeMethods(generator: AsyncGenerator, context: Context): PropertyDescriptorMap {
  const enter = (original: Method): Method =>
    function (this: unknown, ...values: unknown[]): unknown {
      return runInContext(context, () => original.apply(this, values));
    };
  return Object.fromEntries(
    (['next', 'return', 'throw'] as const).map((name) => {
      const original = generator[name] as Method;
      const value = Object.defineProperties(enter(original), {
        name: { value: original.name, configurable: true },
        length: { value: original.length, configurable: true },
      });
      const { enumerable = false } = Object.getOwnPropertyDescriptor(generator, name) ?? {};
      return [name, { value, writable: true, configurable: true, enumerable }];
    }),
  );
}

class SpanListener implements StreamListener {
  readonly finished = false;
  readonly terminated = false;
  readonly #spans: readonly LocalSpan[];

  constructor(spans: readonly LocalSpan[]) {
    this.#spans = spans;
  }

  event(): void {}

  end(outcome: Outcome, error?: unknown): void {
    for (const span of this.#spans) {
      if (outcome === 'failed') span.fail(error);
      else span.complete();
    }
  }

  fault(error: unknown): void {
    reportFault('observe a stream', error);
  }
}

function isAsyncGenerator(value: unknown): value is AsyncGenerator {
  const generator = value as Partial<AsyncGenerator> | null | undefined;
  return typeof generator?.next === 'function' && typeof generator[Symbol.asyncIterator] === 'function';
}
