/** Something that wants to know when the object that it was registered for was garbage-collected. */
export interface Collectable {
  collected(): void;
}

const registry = new FinalizationRegistry<Collectable>((held) => {
  held.collected();
});

/**
 * Calls `held.collected()` once `target` is garbage. `held` must not reach `target`, by any path and not through the
 * scope of any closure, or the target is never collected.
 */
export function watchCollection(target: object, held: Collectable, token: object): void {
  registry.register(target, held, token);
}

/** Ends every watch that was made with this token. */
export function unwatchCollection(token: object): void {
  registry.unregister(token);
}
