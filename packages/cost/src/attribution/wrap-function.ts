import { runWrapped } from './run-wrapped.ts';
import type { ScopeDescription } from './scope.ts';

/** Any function; written so that its own parameter types stay. */
export type AnyFunction = (this: never, ...values: never[]) => unknown;

/** A function that runs `run` in a scope of its own each time; name, length and `this` are those of `run`. */
export function wrapFunction<F extends AnyFunction>(run: F, description: ScopeDescription): F {
  const full = { functionName: run.name || 'anonymous', ...description };
  const wrapped = function (this: unknown, ...values: unknown[]): unknown {
    return runWrapped(full, () => Reflect.apply(run, this, values));
  };
  for (const name of ['name', 'length'] as const) {
    Object.defineProperty(wrapped, name, { value: run[name], configurable: true });
  }
  return wrapped as unknown as F;
}
