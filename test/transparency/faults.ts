/** Which telemetry function throws now: `file:function`. Nothing when undefined. */
export const fault: { place: string | undefined; thrown: number } = { place: undefined, thrown: 0 };

/** Every place that can be made to throw, filled while the modules load. */
export const places: string[] = [];

/** Wraps every function that a module exports, and what its functions return, so that each can be made to throw. */
export function makeFaulty(file: string, module: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(module).map(([name, value]) => [
      name,
      typeof value === 'function' && !isClass(value) ? wrap(`${file}:${name}`, value) : value,
    ]),
  );
}

function wrap(place: string, target: object): unknown {
  places.push(place);
  return new Proxy(target, {
    apply(original, self, args) {
      throwHere(place);
      const result: unknown = Reflect.apply(original as () => unknown, self, args);
      return place.endsWith('Accumulator') ? wrapMembers(place, result as object) : result;
    },
  });
}

const members = ['fold', 'finished', 'terminated', 'response'];
for (const member of members) places.push(`message-accumulator.ts:createMessageAccumulator().${member}`);

function wrapMembers(place: string, target: object): object {
  return new Proxy(target, {
    get(original, name) {
      if (members.includes(String(name))) throwHere(`${place}().${String(name)}`);
      const value: unknown = Reflect.get(original, name);
      return typeof value === 'function' ? value.bind(original) : value;
    },
  });
}

/** Throws when this is the place. */
export function throwHere(place: string): void {
  if (fault.place !== place) return;
  fault.thrown++;
  throw new Error(`injected fault in ${place}`);
}

function isClass(value: object): boolean {
  return /^class\b/.test(Function.prototype.toString.call(value));
}
