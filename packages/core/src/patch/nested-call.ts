interface ActiveCall {
  self: unknown;
  parameters: unknown;
}

const active: ActiveCall[] = [];

/**
 * Calls a patched method, or its original when the very same call is being made through another patched method already: an
 * override that calls its base class, or a function of the program between two registrations. One call is one span.
 */
export function callOnce(
  self: unknown,
  args: unknown[],
  patched: (...args: unknown[]) => unknown,
  original: (...args: unknown[]) => unknown,
): unknown {
  const [parameters] = args;
  const isSame = (call: ActiveCall): boolean => call.self === self && call.parameters === parameters;
  // Parameters that are no object say nothing about which call it is.
  if (typeof parameters !== 'object' || parameters === null) return patched.apply(self, args);
  if (active.some(isSame)) return original.apply(self, args);
  active.push({ self, parameters });
  try {
    return patched.apply(self, args);
  } finally {
    active.pop();
  }
}
