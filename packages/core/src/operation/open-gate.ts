import type { Request } from '@tokenspan/streams';
import type { OperationHook } from './operation-hook.ts';

/**
 * Asks the guards of all hooks, one after the other, whether a request may be sent.
 *
 * @returns `undefined` when all said yes at once, else a promise that rejects with the error of the first that refused
 */
export function openGate(hooks: readonly OperationHook[], request: Request): Promise<void> | undefined {
  for (const [index, hook] of hooks.entries()) {
    if (!hook.guard) continue;
    let answer: void | Promise<void>;
    try {
      answer = hook.guard(request);
    } catch (error) {
      // Thrown at once, it reaches the caller as the rejection of the SDK's promise, like any other refusal.
      return Promise.reject(error);
    }
    if (isPromise(answer)) return askOthers(answer, hooks.slice(index + 1), request);
  }
  return undefined;
}

async function askOthers(
  answer: Promise<void>,
  hooks: readonly OperationHook[],
  request: Request,
): Promise<void> {
  await answer;
  for (const hook of hooks) await hook.guard?.(request);
}

function isPromise(value: unknown): value is Promise<void> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  );
}
