import { deterministicId } from '../deterministic-id.ts';

/** The padding that the API puts on deltas so that their length does not give the text away. */
export function obfuscation(seed: string, delta: string): string {
  return deterministicId('', seed).slice(0, Math.max(1, 16 - (delta.length % 16)));
}
