/** Keys of blocks whose strings are no text: images, documents and signatures are not billed by their bytes. */
const skipped = new Set([
  'data',
  'signature',
  'thoughtSignature',
  'encrypted_content',
  'file_data',
  'fileUri',
  'image_url',
  'input_audio',
  'url',
]);

/** Deeper than any request is; a guard against objects that make new members whenever they are looked at. */
const MAX_DEPTH = 32;

/**
 * UTF-8 bytes of all strings in what a caller sends as prompt, tools or instructions: the base of an estimate of the
 * input tokens. Base64 data does not count, and what refers back to itself counts once.
 */
export function countTextBytes(value: unknown): number {
  return countBytes(value, new Set(), 0);
}

function countBytes(value: unknown, seen: Set<object>, depth: number): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value !== 'object' || value === null || seen.has(value) || depth > MAX_DEPTH) return 0;
  seen.add(value);
  let bytes = 0;
  for (const [key, member] of Object.entries(value)) {
    if (!skipped.has(key)) bytes += countBytes(member, seen, depth + 1);
  }
  return bytes;
}
