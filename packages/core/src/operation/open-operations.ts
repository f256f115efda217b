/** Something that has a span open. */
export interface OpenOperation {
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
 * Settles every open operation as `abandoned` (as `completed` where the whole answer was seen), with what is known of
 * it. For the moment when the provider shuts down or the process ends: their spans would be lost otherwise.
 */
export function settleOpenOperations(): void {
  for (const operation of open) operation.abandon();
}
