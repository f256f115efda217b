import { wrapFunction } from './wrap-function.ts';
import type { AnyFunction } from './wrap-function.ts';

/** What calls inside a tracked function are attributed to. */
export interface TrackCostsOptions {
  /** The project that pays. Default `default`, or that of the tracked function around. */
  project?: string;
  /** The function's name, where it has none or another is wanted. */
  name?: string;
}

const accepted = ['project', 'name'];

/**
 * Attributes every call of a model inside a function to a project and to the function, as `profile` does.
 *
 * @throws TypeError that names an option that it does not know, or one of the wrong type
 * @example
 * const answer = trackCosts({ project: 'support' }, async (question: string) => { … });
 */
export function trackCosts<F extends AnyFunction>(run: F): F;
export function trackCosts<F extends AnyFunction>(options: TrackCostsOptions, run: F): F;
export function trackCosts<F extends AnyFunction>(optionsOrFunction: TrackCostsOptions | F, given?: F): F {
  const bare = typeof optionsOrFunction === 'function';
  const run = bare ? optionsOrFunction : given;
  if (typeof run !== 'function')
    throw new TypeError('trackCosts takes a function, or options and a function');
  const options: TrackCostsOptions = bare ? {} : optionsOrFunction;
  validateOptions(options);
  return wrapFunction(run, {
    ...(options.name !== undefined && { functionName: options.name }),
    ...(options.project !== undefined && { project: options.project }),
  });
}

function validateOptions(options: unknown): void {
  if (typeof options !== 'object' || options === null)
    throw new TypeError('trackCosts: the options must be an object');
  for (const [name, value] of Object.entries(options)) {
    if (!accepted.includes(name)) {
      throw new TypeError(`trackCosts has no option "${name}"; accepted: ${accepted.join(', ')}`);
    }
    if (value !== undefined && (typeof value !== 'string' || value === '')) {
      throw new TypeError(`trackCosts: option "${name}" must be a text that is not empty`);
    }
  }
}
