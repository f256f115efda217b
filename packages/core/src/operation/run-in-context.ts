import { context as contextApi } from '@opentelemetry/api';
import type { Context } from '@opentelemetry/api';
import { reportFault } from '../guard.ts';

/** Runs in a context; without it when the context manager itself fails, before or after. */
export function runInContext<T>(context: Context, run: () => T): T {
  const outcome: { ended?: { result: T }; thrown?: { error: unknown } } = {};
  try {
    return contextApi.with(context, () => {
      try {
        outcome.ended = { result: run() };
        return outcome.ended.result;
      } catch (error) {
        outcome.thrown = { error };
        throw error;
      }
    });
  } catch (error) {
    if (outcome.thrown) throw outcome.thrown.error;
    reportFault('enter a context', error);
    return outcome.ended ? outcome.ended.result : run();
  }
}
