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

/**
 * UTF-8 bytes of all strings in what a caller sends as prompt, tools or instructions: the base of an estimate of the
 * input tokens. Base64 data does not count.
 */
export function countTextBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value !== 'object' || value === null) return 0;
  let bytes = 0;
  for (const [key, member] of Object.entries(value)) {
    if (!skipped.has(key)) bytes += countTextBytes(member);
  }
  return bytes;
}
