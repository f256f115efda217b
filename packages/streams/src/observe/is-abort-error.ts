/**
 * Whether an error says that the caller aborted: a DOMException named `AbortError`, or the SDKs' `APIUserAbortError`
 * (openai 4-7 and @anthropic-ai/sdk 0.36-1.x, `core/error`). A timeout is not an abort.
 */
export function isAbortError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  try {
    const { name, constructor } = error as { name?: unknown; constructor?: { name?: unknown } };
    return name === 'AbortError' || name === 'APIUserAbortError' || constructor?.name === 'APIUserAbortError';
  } catch {
    return false;
  }
}
