import { activeScope, Scope } from './scope.ts';

/**
 * Runs a function so that the spans of all calls inside bear `gen_ai.conversation.id`. Needs a cost hook, see `costHook`.
 * What the calls themselves say of their conversation counts more.
 *
 * @returns what `run` returned
 * @throws TypeError when `sessionId` is no text or empty; what `run` throws
 */
export function withSession<T>(sessionId: string, run: () => T): T {
  if (typeof sessionId !== 'string' || sessionId === '')
    throw new TypeError('withSession: the id must be a text');
  const scope = new Scope({ sessionId }, activeScope());
  return scope.run(run);
}
