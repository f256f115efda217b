/** Longer than any answer that says what went wrong. */
const longest = 65_536;

/**
 * The provider's answer out of the message of an `ApiError` of @google/genai, which is its JSON, in a stream after
 * `got status: UNAVAILABLE. ` (1.0-3.1, `throwErrorIfNotOK`, `throwIfStreamErrorChunk`). Undefined for all other errors.
 */
export function readErrorBody(error: object): object | undefined {
  const { name, message } = error as { name?: unknown; message?: unknown };
  if (name !== 'ApiError' || typeof message !== 'string' || message.length > longest) return undefined;
  const start = message.indexOf('{');
  if (start === -1) return undefined;
  try {
    return JSON.parse(message.slice(start)) as object;
  } catch {
    return undefined;
  }
}
