import { warnOnce } from '../warn-once.ts';
import { adoptStream } from './adopt-stream.ts';
import { activeScope, Scope } from './scope.ts';
import type { ScopeDescription } from './scope.ts';
import { startWrapperSpan } from './wrapper-span.ts';
import type { WrapperSpan } from './wrapper-span.ts';

/**
 * Runs a function in a scope of its own, so that every call of a model inside is attributed to it.
 *
 * A plain result, an error that is thrown, a stream and a promise of an SDK come back as the very object. The promise of an
 * async function comes back as one of the same kind that settles with the same value or error.
 */
export function runWrapped<T>(description: ScopeDescription, run: () => T): T {
  const scope = new Scope(description, activeScope());
  const span = guarded('start the span of a function', () => startWrapperSpan(scope));
  let result: T;
  try {
    result = scope.run(run);
  } catch (error) {
    fail(span, error);
    close(scope);
    throw error;
  }
  if (isPlainPromise(result)) return followPromise(result, scope, span) as T;
  adopt(result, scope);
  close(scope);
  return result;
}

// A promise of an SDK does nothing until somebody awaits it: we must not be the first.
function isPlainPromise(value: unknown): value is Promise<unknown> {
  return value instanceof Promise && Object.getPrototypeOf(value) === Promise.prototype;
}

function followPromise(
  promise: Promise<unknown>,
  scope: Scope,
  span: WrapperSpan | undefined,
): Promise<unknown> {
  return promise.then(
    (value) => {
      adopt(value, scope);
      close(scope);
      return value;
    },
    (error: unknown) => {
      fail(span, error);
      close(scope);
      throw error;
    },
  );
}

function adopt(value: unknown, scope: Scope): void {
  guarded('follow a stream', () => adoptStream(value, scope));
}

function fail(span: WrapperSpan | undefined, error: unknown): void {
  guarded('set the error of a function', () => span?.fail(error));
}

function close(scope: Scope): void {
  guarded('end the span of a function', () => scope.close());
}

function guarded<T>(what: string, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    warnOnce(what, `tokenspan could not ${what}; the program goes on unharmed: ${String(error)}`);
    return undefined;
  }
}
