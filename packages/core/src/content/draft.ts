import { measureJsonText } from './measure-json-text.ts';

/** A place in a draft that takes as much of a text as the byte cap leaves it. */
export interface Slot {
  /** Bytes of JSON that it takes, beyond what stands there while it is empty, to be filled whole. */
  readonly need: number;
  /** A part of it says nothing: base64 data. */
  readonly wholeOnly: boolean;
  /** Fills it with at most so many bytes of JSON. */
  fill(bytes: number): void;
}

/** A JSON object in the shape of the conventions whose texts are still empty. */
export interface Draft {
  value: Record<string, unknown>;
  slots: Slot[];
}

/** UTF-8 bytes of a value as JSON. */
export function countJsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** Leaves a text out of an object until it is known how much of it fits. None where it is empty. */
export function makeTextSlot(
  holder: Record<string, unknown>,
  key: string,
  text: string,
  maxBytes: number,
): Slot[] {
  holder[key] = '';
  if (text === '') return [];
  const { length, bytes } = measureJsonText(text, maxBytes);
  const need = length === text.length ? bytes : Number.POSITIVE_INFINITY;
  const fill = (given: number): void => {
    holder[key] = given >= need ? text : text.slice(0, measureJsonText(text, given).length);
  };
  return [{ need, wholeOnly: false, fill }];
}

/** Leaves base64 data out of an object until it is known whether it fits whole. */
export function makeDataSlot(
  holder: Record<string, unknown>,
  key: string,
  data: string,
  maxBytes: number,
): Slot[] {
  return makeTextSlot(holder, key, data, maxBytes).map((slot) => ({ ...slot, wholeOnly: true }));
}

/**
 * Leaves a value out of an object until it is known whether its JSON fits. Where it does not, the beginning of the JSON
 * stands for it, as text.
 *
 * @param wrap what stands for the value, made from that text
 */
export function makeValueSlot(
  holder: Record<string, unknown>,
  key: string,
  value: unknown,
  maxBytes: number,
  wrap: (text: string) => unknown,
): Slot[] {
  if (typeof value === 'string') return makeTextSlot(holder, key, value, maxBytes);
  const json = writeJson(value);
  const empty = countJsonBytes(wrap(''));
  // Parsed again: a copy, so that nothing of the caller's is held, and nothing that it changes later shows.
  holder[key] = Buffer.byteLength(json) <= empty ? (JSON.parse(json) as unknown) : wrap('');
  if (Buffer.byteLength(json) <= empty) return [];
  const need = Buffer.byteLength(json) - empty;
  const fill = (given: number): void => {
    holder[key] =
      given >= need
        ? (JSON.parse(json) as unknown)
        : wrap(json.slice(0, measureJsonText(json, given).length));
  };
  return [{ need, wholeOnly: false, fill }];
}

/** A value as JSON; `null` where JSON cannot hold it. */
function writeJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return 'null';
  }
}
