import { isSdkStream } from '@tokenspan/streams';
import type { Scope } from './scope.ts';

type Step = 'next' | 'return' | 'throw';
type Steps = Partial<Record<Step, (this: unknown, value: unknown) => unknown>>;

const abandoned = new FinalizationRegistry<() => void>((release) => release());

/**
 * Lets a stream that a wrapped function returned run inside the function's scope, and keeps the scope open until it ends.
 * The stream stays the same object: its steps are replaced in place.
 *
 * A stream is told by protocol: something to iterate with a way to cancel. Arrays, strings, Maps and other collections have
 * none and stay untouched, and so do the streams of the SDKs: they run no code of the caller, and their calls hold the scope.
 */
export function adoptStream(value: unknown, scope: Scope): void {
  if (typeof value !== 'object' || value === null || isSdkStream(value)) return;
  if (isGenerator(value)) holdGenerator(value, scope);
  else if (isCancellable(value)) followIterable(value, scope);
}

function isGenerator(value: object): boolean {
  const steps = value as Steps;
  const iterable = Symbol.asyncIterator in value || Symbol.iterator in value;
  return iterable && typeof steps.next === 'function' && typeof steps.return === 'function';
}

function isCancellable(value: object): value is AsyncIterable<unknown> {
  if (typeof (value as Partial<AsyncIterable<unknown>>)[Symbol.asyncIterator] !== 'function') return false;
  const ways = value as {
    cancel?: unknown;
    abort?: unknown;
    close?: unknown;
    destroy?: unknown;
    controller?: unknown;
  };
  return (
    [ways.cancel, ways.abort, ways.close, ways.destroy].some((way) => typeof way === 'function') ||
    typeof ways.controller === 'object'
  );
}

function holdGenerator(generator: object, scope: Scope): void {
  const release = scope.hold();
  abandoned.register(generator, release, release);
  replaceSteps(generator, scope, () => {
    abandoned.unregister(release);
    release();
  });
}

/** A stream that gives an iterator when asked: nothing runs before, so nothing is held before. */
function followIterable(stream: AsyncIterable<unknown>, scope: Scope): void {
  const original = stream[Symbol.asyncIterator];
  Object.defineProperty(stream, Symbol.asyncIterator, {
    configurable: true,
    writable: true,
    enumerable: false,
    value(this: unknown): unknown {
      const iterator: unknown = scope.run(() => Reflect.apply(original, this, []));
      if (typeof iterator === 'object' && iterator !== null) holdGenerator(iterator, scope);
      return iterator;
    },
  });
}

function replaceSteps(steps: Steps, scope: Scope, ended: () => void): void {
  for (const name of ['next', 'return', 'throw'] as const) {
    const original = steps[name];
    if (typeof original !== 'function') continue;
    Object.defineProperty(steps, name, {
      configurable: true,
      writable: true,
      enumerable: false,
      value(this: unknown, ...values: unknown[]): unknown {
        return runStep(() => scope.run(() => Reflect.apply(original, this, values)), ended);
      },
    });
  }
}

function runStep(step: () => unknown, ended: () => void): unknown {
  let result: unknown;
  try {
    result = step();
  } catch (error) {
    ended();
    throw error;
  }
  if (!(result instanceof Promise)) {
    if (isDone(result)) ended();
    return result;
  }
  // Handed on, so that a rejection stays the consumer's to handle and is not seen handled here.
  return result.then(
    (value: unknown) => {
      if (isDone(value)) ended();
      return value;
    },
    (error: unknown) => {
      ended();
      throw error;
    },
  );
}

function isDone(result: unknown): boolean {
  return typeof result === 'object' && result !== null && (result as { done?: unknown }).done === true;
}
