import { createHash } from 'node:crypto';

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** An id that looks random and is the same for the same seed: `prefix` and 22 letters and digits. */
export function deterministicId(prefix: string, seed: string): string {
  const digest = createHash('sha256').update(seed).digest().subarray(0, 22);
  return prefix + Array.from(digest, (byte) => alphabet[byte % alphabet.length]).join('');
}
