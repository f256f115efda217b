/** A way to cut bytes into the pieces in which a network may deliver them. */
export interface Cutting {
  name: string;
  /** Where to cut: offsets above 0 in rising order. */
  cut(bytes: Uint8Array): number[];
}

/** The seed of this run: `REPLAY_SEED`, or a new one. */
export const replaySeed: number = Number(process.env['REPLAY_SEED'] ?? Date.now() % 1_000_000);

/** Uncut, one byte at a time, inside every character of several bytes, and `randoms` random cuttings from the seed. */
export function listCuttings(seed: number, randoms: number): Cutting[] {
  const fixed: Cutting[] = [
    { name: 'uncut', cut: () => [] },
    {
      name: 'one byte at a time',
      cut: (bytes) => Array.from({ length: bytes.length - 1 }, (_, at) => at + 1),
    },
    { name: 'inside every character', cut: cutInsideCharacters },
  ];
  const random = Array.from({ length: randoms }, (_, nth) => ({
    name: `random ${nth + 1} of seed ${seed}`,
    cut: (bytes: Uint8Array) => cutAtRandom(bytes, createRandom(seed + nth)),
  }));
  return [...fixed, ...random];
}

/** A response body that delivers the bytes in pieces. */
export function streamInPieces(bytes: Uint8Array, cuts: number[]): ReadableStream<Uint8Array> {
  const borders = [0, ...cuts, bytes.length];
  let piece = 0;
  return new ReadableStream({
    pull(controller) {
      piece++;
      // A copy: a network buffer is not a view of the whole body either.
      if (piece < borders.length) controller.enqueue(bytes.slice(borders[piece - 1], borders[piece]));
      else controller.close();
    },
  });
}

function cutInsideCharacters(bytes: Uint8Array): number[] {
  // Bytes 10xxxxxx continue a character, so a cut before one is inside it.
  return [...bytes.keys()].filter((at) => ((bytes[at] ?? 0) & 0b1100_0000) === 0b1000_0000);
}

function cutAtRandom(bytes: Uint8Array, random: () => number): number[] {
  const longest = 2 ** Math.ceil(random() * 11);
  const cuts: number[] = [];
  for (let at = 0; at < bytes.length;) {
    at += 1 + Math.floor(random() * longest);
    if (at < bytes.length) cuts.push(at);
  }
  return cuts;
}

/** Numbers from 0 to below 1, the same for the same seed: mulberry32. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
