import { diag } from '@opentelemetry/api';

const reported = new Set<string>();

/**
 * Runs telemetry code and never throws: the one wall between tokenspan's own faults and the watched program. A fault is
 * told to `diag`: the first of its kind as a warning, later ones at debug level. A rejected promise counts as a fault.
 *
 * @param what names the work for the log, like `read the request`
 * @returns what `run` returned, or `undefined` after a fault
 */
export function guard<T>(what: string, run: () => T): T | undefined {
  try {
    const result = run();
    if (isThenable(result)) void result.then(undefined, (error: unknown) => reportFault(what, error));
    return result;
  } catch (error) {
    reportFault(what, error);
    return undefined;
  }
}

/** Tells `diag` about a fault of telemetry code. Never throws. */
export function reportFault(what: string, error: unknown): void {
  try {
    const level = reported.has(what) ? 'debug' : 'warn';
    reported.add(what);
    diag[level](`tokenspan could not ${what}; the program goes on unharmed`, error);
  } catch {
    // A logger that throws is not heard.
  }
}

/** Warns through `diag` once per process and `key`. Never throws. */
export function warnOnce(key: string, message: string): void {
  if (reported.has(key)) return;
  reported.add(key);
  try {
    diag.warn(message);
  } catch {
    // A logger that throws is not heard.
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  );
}
