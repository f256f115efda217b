import { keepPart } from '../accumulate/keep-part.ts';
import { type TextKeeper, createTextKeeper } from '../accumulate/text-keeper.ts';
import type { Part } from '../model/message.ts';

// No real answer comes near; it only keeps a stream of empty parts, which no byte limit sees, from growing.
const maxParts = 10_000;

/** The parts of one message while they arrive, within the bytes that may be kept: texts of one kind that follow each other are one part. */
export class KeptParts {
  readonly #parts: Part[] = [];
  readonly #keeper: TextKeeper;

  /** @param keeper shared by all messages of a stream */
  constructor(keeper: TextKeeper = createTextKeeper()) {
    this.#keeper = keeper;
  }

  add(part: Part): void {
    const last = this.#parts.at(-1);
    if ((part.type === 'text' || part.type === 'reasoning') && last?.type === part.type) {
      last.text += this.#keeper.keepText(part.text);
    } else if (this.#parts.length < maxParts) {
      this.#parts.push(keepPart(part, this.#keeper));
    }
  }

  /** A copy of the parts so far. */
  copy(): Part[] {
    return this.#parts.map((part) => ({ ...part }));
  }
}
