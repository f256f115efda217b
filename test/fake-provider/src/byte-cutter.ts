import type { Cutting } from './script.ts';

/** Cuts bytes that arrive bit by bit into the pieces that a `Cutting` asks for, across the borders of what is pushed. */
export class ByteCutter {
  readonly #chunkBytes: number | undefined;
  readonly #cuts: readonly number[];
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;
  #offset = 0;

  constructor(cutting: Cutting) {
    const { chunkBytes, cuts = [] } = cutting;
    if (chunkBytes !== undefined && !(Number.isInteger(chunkBytes) && chunkBytes > 0)) {
      throw new TypeError(`chunkBytes must be a whole number above 0, got ${chunkBytes}`);
    }
    this.#chunkBytes = chunkBytes;
    this.#cuts = cuts;
  }

  /** Adds bytes and returns the pieces that are now complete; the rest is held back. */
  push(bytes: Uint8Array): Uint8Array[] {
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    if (this.#pendingBytes < this.#pieceBytes()) return [];
    let rest: Uint8Array = Buffer.concat(this.#pending);
    const pieces: Uint8Array[] = [];
    for (let size = this.#pieceBytes(); rest.length >= size; size = this.#pieceBytes()) {
      pieces.push(rest.subarray(0, size));
      rest = rest.subarray(size);
      this.#offset += size;
    }
    this.#pending = [rest];
    this.#pendingBytes = rest.length;
    return pieces;
  }

  /** Returns what was held back, as one piece, or nothing. */
  flush(): Uint8Array[] {
    if (this.#pendingBytes === 0) return [];
    const piece = Buffer.concat(this.#pending);
    this.#offset += piece.length;
    this.#pending = [];
    this.#pendingBytes = 0;
    return [piece];
  }

  #pieceBytes(): number {
    if (this.#chunkBytes !== undefined) return this.#chunkBytes;
    const nextCut = this.#cuts.find((cut) => cut > this.#offset) ?? Number.POSITIVE_INFINITY;
    return nextCut - this.#offset;
  }
}
