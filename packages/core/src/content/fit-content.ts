import { countJsonBytes } from './draft.ts';
import type { Draft, Slot } from './draft.ts';

/** A message whose parts are drafts; the rest of it is as it will be. */
export interface MessageDraft {
  value: Record<string, unknown>;
  parts: Draft[];
}

/** A content attribute within its byte cap. */
export interface FittedContent {
  value: Record<string, unknown>[];
  /** Something was cut or left out. */
  truncated: boolean;
}

/** A part that can only stand with less than this of each of its texts, in bytes, leaves its place to another one. */
const USEFUL_BYTES = 32;

/**
 * Puts messages into a list whose JSON has at most `maxBytes` UTF-8 bytes and is valid whatever the cap: the longest texts
 * are cut first, all to the same length. Where not even that is enough, parts and messages are left out: the older ones
 * of a conversation (`newest`), the later ones of an answer (`first`), of which every message is kept as long as can be.
 */
export function fitMessages(
  messages: readonly MessageDraft[],
  maxBytes: number,
  prefer: 'newest' | 'first',
): FittedContent {
  const budget = new Budget(maxBytes);
  const heads = messages.map(({ value }) => countJsonBytes({ ...value, parts: [] }) + 1);
  const total = heads.reduce((sum, bytes) => sum + bytes, 0);
  const takesAll = prefer === 'first' && budget.take(total, 0);
  const kept: Record<string, unknown>[] = [];
  const order = prefer === 'newest' ? [...messages.entries()].toReversed() : messages.entries();
  for (const [index, { value, parts }] of order) {
    if (!takesAll && !budget.take(heads[index] ?? 0, 0)) break;
    kept.push({ ...value, parts: budget.keepParts(parts) });
  }
  if (prefer === 'newest') kept.reverse();
  const isCut = budget.fillSlots();
  return { value: kept, truncated: isCut || kept.length < messages.length };
}

/** Puts parts, or anything that has texts, into a list by the same rules. */
export function fitList(drafts: readonly Draft[], maxBytes: number): FittedContent {
  const budget = new Budget(maxBytes);
  const value = budget.keepParts(drafts);
  return { value, truncated: budget.fillSlots() };
}

/** The bytes of one attribute while they are given out. */
class Budget {
  #left: number;
  /** Bytes that the texts of the kept parts need at least to be useful. */
  #reserved = 0;
  #dropped = false;
  readonly #slots: Slot[] = [];

  constructor(maxBytes: number) {
    // Of the list itself: its brackets.
    this.#left = maxBytes - 2;
  }

  /** Takes bytes, and sets some aside for later, if there are as many. */
  take(bytes: number, reserve: number): boolean {
    if (bytes + reserve > this.#left - this.#reserved) return false;
    this.#left -= bytes;
    this.#reserved += reserve;
    return true;
  }

  /** Keeps the parts that have room, in their order. */
  keepParts(parts: readonly Draft[]): Record<string, unknown>[] {
    const kept = parts.filter(({ value, slots }) => {
      const bytes = countJsonBytes(value) + 1;
      const isKept = this.take(bytes, countUsefulBytes(slots)) || this.#takeFirst(bytes);
      if (isKept) this.#slots.push(...slots);
      else this.#dropped = true;
      return isKept;
    });
    return kept.map(({ value }) => value);
  }

  /** One part is better than none, however little of it there is. */
  #takeFirst(bytes: number): boolean {
    return this.#slots.length === 0 && this.take(bytes, 0);
  }

  /** Gives what is left to the texts. Whether something was cut or left out. */
  fillSlots(): boolean {
    const texts = this.#slots.filter(({ wholeOnly }) => !wholeOnly).toSorted((a, b) => a.need - b.need);
    let isCut = this.#dropped;
    for (const [index, slot] of texts.entries()) {
      const given = Math.min(slot.need, Math.floor(this.#left / (texts.length - index)));
      isCut ||= given < slot.need;
      slot.fill(given);
      this.#left -= given;
    }
    for (const slot of this.#slots.filter(({ wholeOnly }) => wholeOnly)) {
      if (slot.need > this.#left) {
        isCut = true;
      } else {
        slot.fill(slot.need);
        this.#left -= slot.need;
      }
    }
    return isCut;
  }
}

function countUsefulBytes(slots: readonly Slot[]): number {
  return slots.reduce((sum, { need, wholeOnly }) => sum + (wholeOnly ? 0 : Math.min(need, USEFUL_BYTES)), 0);
}
