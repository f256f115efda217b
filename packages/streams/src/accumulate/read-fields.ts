/** An object of unknown shape, to read fields from. */
export type Fields = Readonly<Record<string, unknown>>;

/** Narrows to an object; everything else (null, functions, primitives) is undefined. */
export function readFields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
}

/** Narrows to a text that says something: services send `''` where they mean "not known yet". */
export function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Narrows to a number that can be a count: not negative, not NaN, not above `Number.MAX_SAFE_INTEGER`. */
export function readCount(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

/** Narrows to a whole number from 0, such as the index of a block or a choice. */
export function readIndex(value: unknown): number | undefined {
  return Number.isInteger(value) ? readCount(value) : undefined;
}
