import type { Outcome, Request, Response } from '@tokenspan/streams';
import type { Operation } from './operation.ts';

/**
 * The one slot for everything that listens to calls: cost, budgets, ledgers, attribution, hooks of the user. Hooks run
 * in the order in which they were given. A throw of `started` or `settled` is told to `diag` and goes no further.
 */
export interface OperationHook {
  /**
   * Called before the span is made, so that samplers see the outcome. May fill in what the caller's parameters do not
   * say: `conversationId`. A throw is told to `diag` and goes no further.
   */
  describe?(request: Request): void;
  /**
   * Called before the request is sent, and awaited inside the SDK's own send step: no byte leaves before it resolves.
   * The only hook that may refuse a call: what it throws or rejects with is what the caller's promise rejects with, the
   * same object, not retried. The caller still gets the SDK's promise at once.
   */
  guard?(request: Request): void | Promise<void>;
  /** Called once, when the call starts, before its request is sent. */
  started?(operation: Operation): void;
  /** Called once, when the call has ended and before its span does, so that attributes can still be set. */
  settled?(operation: Operation, response: Response | undefined, outcome: Outcome): void;
}
