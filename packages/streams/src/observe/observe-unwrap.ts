type Transform = (value: unknown, ...rest: unknown[]) => unknown;

interface UnwrappablePromise {
  responsePromise: Promise<unknown>;
  _thenUnwrap?: (transform: Transform) => object;
}

/** A promise that was derived keeps alive the one it came from: that one's collection would say that nobody waits. */
const sources = new WeakMap<object, object>();

/**
 * Follows a response into the promises that the SDKs derive by `_thenUnwrap`, for `parse()` and the like: they parse the
 * response themselves and never call `parse()` of the promise they come from (openai 4-7, @anthropic-ai/sdk 0.60-1.x,
 * `core/api-promise`; since 7 the method is an own property and closes over the response).
 *
 * @param see gets what was parsed, before the SDK changes it
 * @param follow gets each promise that is derived, and whether it shares the observed response
 */
export function observeUnwrap(
  promise: object,
  see: (value: unknown) => void,
  follow?: (derived: object, isShared: boolean) => void,
): void {
  const original = (promise as UnwrappablePromise)._thenUnwrap;
  if (typeof original !== 'function') return;
  const own = Object.getOwnPropertyDescriptor(promise, '_thenUnwrap');
  Object.defineProperty(promise, '_thenUnwrap', {
    value: observedUnwrap(original, see, follow),
    writable: true,
    configurable: true,
    enumerable: own?.enumerable ?? false,
  });
}

function observedUnwrap(
  original: (transform: Transform) => object,
  see: (value: unknown) => void,
  follow: ((derived: object, isShared: boolean) => void) | undefined,
): (transform: Transform) => object {
  return function _thenUnwrap(this: UnwrappablePromise, transform: Transform) {
    const derived = original.call(this, observeTransform(transform, see));
    if (follow) {
      const isShared = (derived as Partial<UnwrappablePromise>).responsePromise === this.responsePromise;
      // Where the SDK closes over the response itself, the observed promise of it now has a twin that reports a rejection
      // which nobody handles.
      if (!isShared) this.responsePromise.catch(() => {});
      follow(derived, isShared);
      sources.set(derived, this);
    }
    return derived;
  };
}

function observeTransform(transform: Transform, see: (value: unknown) => void): Transform {
  return (value, ...rest) => {
    see(value);
    return transform(value, ...rest);
  };
}
