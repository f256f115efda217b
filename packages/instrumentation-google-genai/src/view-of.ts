/**
 * A view of an object with other values for some of its members. All else is the object's own: what is set or deleted
 * through the view is set or deleted there. Works on frozen objects and on those with private fields as well.
 *
 * @param read the other value of a member, or `undefined` for the object's own
 */
export function viewOf<T extends object>(object: T, read: (key: string | symbol) => unknown): T {
  // Not a proxy of the object itself: of a frozen one that may not show other values.
  return new Proxy(Object.create(Object.getPrototypeOf(object) as object | null) as T, {
    get: (_, key) => read(key) ?? (Reflect.get(object, key, object) as unknown),
    set: (_, key, value) => Reflect.set(object, key, value),
    has: (_, key) => Reflect.has(object, key),
    deleteProperty: (_, key) => Reflect.deleteProperty(object, key),
    ownKeys: () => Reflect.ownKeys(object),
    getOwnPropertyDescriptor(_, key) {
      const descriptor = Reflect.getOwnPropertyDescriptor(object, key);
      return descriptor && { ...descriptor, configurable: true };
    },
  });
}
