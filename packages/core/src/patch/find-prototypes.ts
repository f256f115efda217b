import type { PatchedMethod } from './method-table.ts';
import { readMember } from './patch-method.ts';

/** A prototype that has a method of the table. */
export interface FoundPrototype<Entry> {
  prototype: object;
  entry: Entry;
}

/** Finds the prototypes that a method table names, from the root class of an SDK or from a client of it. */
export function findPrototypes<Entry extends PatchedMethod<never>>(
  classOrClient: object,
  methods: readonly Entry[],
): FoundPrototype<Entry>[] {
  return methods.flatMap((entry) => {
    const prototype =
      typeof classOrClient === 'function'
        ? readPath(classOrClient, [...entry.classPath, 'prototype'])
        : findOwner(readPath(classOrClient, entry.clientPath), entry);
    return prototype && hasMember(prototype, entry) ? [{ prototype, entry }] : [];
  });
}

/** Whether a prototype has what an entry wraps; what a constructor assigns is not there yet. */
export function hasMember(prototype: object, entry: PatchedMethod<never>): boolean {
  return entry.assigned === true || readMember(prototype, entry.method) !== undefined;
}

/** The object on the prototype chain of a resource that has the method itself. */
function findOwner(
  resource: object | undefined,
  { method, assigned }: PatchedMethod<never>,
): object | undefined {
  let owner: object | null = resource ? Object.getPrototypeOf(resource) : null;
  if (assigned) return owner ?? undefined;
  while (owner && !Object.hasOwn(owner, method)) owner = Object.getPrototypeOf(owner);
  return owner ?? undefined;
}

function readPath(root: object, path: readonly string[]): object | undefined {
  let value: unknown = root;
  for (const name of path) value = (value as Record<string, unknown> | null | undefined)?.[name];
  return (typeof value === 'object' && value !== null) || typeof value === 'function' ? value : undefined;
}
