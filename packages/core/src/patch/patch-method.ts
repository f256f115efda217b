import type { SdkMethod } from './method-table.ts';

/** On every patched function, also of another copy of this package: the original that it stands before. */
const ORIGINAL = Symbol.for('tokenspan.original');

type Patched = SdkMethod & { [ORIGINAL]?: SdkMethod };

/** Whether a method is patched already, by this or another copy of tokenspan. */
export function isPatched(prototype: object, method: string): boolean {
  return ORIGINAL in (readMember(prototype, method) ?? {});
}

/** The method of an object or of its prototypes; of an accessor its getter, which is not called. */
export function readMember(object: object, name: string): SdkMethod | undefined {
  for (let owner: object | null = object; owner; owner = Object.getPrototypeOf(owner) as object | null) {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name);
    if (descriptor) {
      const member: unknown = descriptor.get ?? descriptor.value;
      return typeof member === 'function' ? (member as SdkMethod) : undefined;
    }
  }
  return undefined;
}

/**
 * Puts a function before a prototype method. The new one has its name, its length and its property flags.
 *
 * @returns takes the function away again; false when somebody patched over it, so that it has to stay
 */
export function patchMethod(
  prototype: object,
  method: string,
  wrap: (original: SdkMethod) => SdkMethod,
): () => boolean {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, method);
  const original = readMember(prototype, method) as SdkMethod;
  const patched = markPatched(wrap(original), original);
  const flags = descriptor ?? { writable: true, configurable: true, enumerable: false };
  Object.defineProperty(prototype, method, {
    ...flags,
    ...(flags.get ? { get: patched } : { value: patched }),
  });
  return () => {
    if (readMember(prototype, method) !== patched) return false;
    if (descriptor) Object.defineProperty(prototype, method, descriptor);
    else delete (prototype as Record<string, unknown>)[method];
    return true;
  };
}

/**
 * Wraps the functions that a class's constructor assigns to its instances: an accessor on the prototype catches the
 * assignment and makes the property that the constructor would have made. Instances that are there already keep theirs.
 *
 * @returns takes the accessor away again, unless somebody patched over it; instances keep their wrapped functions
 */
export function patchAssigned(
  prototype: object,
  name: string,
  wrap: (original: SdkMethod) => SdkMethod,
): () => boolean {
  const getter = markPatched(
    function (): unknown {
      return undefined;
    },
    () => undefined,
  );
  const set = function (this: object, assigned: unknown): void {
    const value = typeof assigned === 'function' ? wrapAssigned(assigned as SdkMethod, wrap) : assigned;
    Object.defineProperty(this, name, { value, writable: true, configurable: true, enumerable: true });
  };
  Object.defineProperty(prototype, name, { get: getter, set, configurable: true, enumerable: false });
  return () => {
    if (readMember(prototype, name) !== getter) return false;
    return delete (prototype as Record<string, unknown>)[name];
  };
}

function wrapAssigned(assigned: SdkMethod, wrap: (original: SdkMethod) => SdkMethod): SdkMethod {
  return ORIGINAL in assigned ? assigned : markPatched(wrap(assigned), assigned);
}

function markPatched(patched: Patched, original: SdkMethod): Patched {
  return Object.defineProperties(patched, {
    name: { value: original.name, configurable: true },
    length: { value: original.length, configurable: true },
    [ORIGINAL]: { value: original },
  });
}
