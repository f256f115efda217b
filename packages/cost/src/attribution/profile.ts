import { wrapFunction } from './wrap-function.ts';
import type { AnyFunction } from './wrap-function.ts';

/**
 * Attributes every call of a model inside a function to it: plain, async, generator and async generator functions, and
 * functions that return a stream. What the function returns and throws stays the same.
 *
 * @throws TypeError when it is given no function
 * @example
 * const answer = profile(async function answer(question: string) { … });
 * const summarize = profile('summarize', async (text: string) => { … });
 */
export function profile<F extends AnyFunction>(run: F): F;
export function profile<F extends AnyFunction>(name: string, run: F): F;
export function profile<F extends AnyFunction>(nameOrFunction: string | F, given?: F): F {
  const named = typeof nameOrFunction === 'string';
  const run = named ? given : nameOrFunction;
  if (typeof run !== 'function') throw new TypeError('profile takes a function, or a name and a function');
  return wrapFunction(run, named ? { functionName: nameOrFunction } : {});
}
