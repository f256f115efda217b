/**
 * Whether an error is an SDK's own for an answer of the provider: only such errors hold text that the provider wrote. The
 * `APIError` of openai 4-7 and @anthropic-ai/sdk 0.36-1.x is known by its static `generate` (`core/error`), the `ApiError` of
 * @google/genai by what its constructor sets: `name` and `status`, and nothing else (1.0-3.1). An error that the caller's own
 * code threw (a guard, a custom `fetch`, middleware) is none, whatever fields it has.
 */
export function isProviderError(error: object): boolean {
  try {
    for (
      let kind = Object.getPrototypeOf(error) as object | null;
      kind;
      kind = Object.getPrototypeOf(kind) as object | null
    ) {
      const { constructor } = kind as { constructor?: { name?: unknown; generate?: unknown } };
      if (constructor?.name === 'APIError') return typeof constructor.generate === 'function';
      if (constructor?.name === 'ApiError') return isGoogleError(error);
    }
  } catch {
    // An error that throws when it is looked at is nobody's answer.
  }
  return false;
}

const googleFields = new Set(['stack', 'message', 'name', 'status']);

function isGoogleError(error: object): boolean {
  const { name, status } = error as { name?: unknown; status?: unknown };
  return (
    name === 'ApiError' &&
    typeof status === 'number' &&
    Object.getOwnPropertyNames(error).every((field) => googleFields.has(field))
  );
}
