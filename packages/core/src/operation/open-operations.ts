import type { Span } from '@opentelemetry/api';

/** Something that has a span open. */
export interface OpenOperation {
  /** The span that is open. */
  readonly span: Span;
  /** Settles it because nobody will go on with it. */
  abandon(): void;
}

const open = new Set<OpenOperation>();

/** Keeps an operation findable until it settles. */
export function addOpenOperation(operation: OpenOperation): void {
  open.add(operation);
}

/** Forgets an operation that has settled. */
export function removeOpenOperation(operation: OpenOperation): void {
  open.delete(operation);
}

/** How many operations of this process have started and not settled. */
export function countOpenOperations(): number {
  return open.size;
}

/**
 * Settles the open operations as `abandoned` (as `completed` where the whole answer was seen), with what is known of them.
 * For the moment when the provider shuts down or the process ends: their spans would be lost otherwise.
 *
 * @param isOurs which of them; all when it is not given
 */
export function settleOpenOperations(isOurs: (operation: OpenOperation) => boolean = () => true): void {
  // Of those that are open now: a hook that makes a call while they settle opens another.
  for (const operation of Array.from(open)) {
    if (isOurs(operation)) operation.abandon();
  }
}
