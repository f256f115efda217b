import { describe, expect, it } from 'vitest';
import { isAbortError } from './is-abort-error.ts';

describe('isAbortError', () => {
  it('knows the aborts of fetch and of the SDKs', () => {
    class APIUserAbortError extends Error {}
    expect(isAbortError(new APIUserAbortError())).toBe(true);
    expect(isAbortError(new DOMException('This operation was aborted', 'AbortError'))).toBe(true);
  });

  it('does not take a timeout, a text or nothing for an abort', () => {
    expect(isAbortError(new DOMException('timed out', 'TimeoutError'))).toBe(false);
    for (const error of ['AbortError', null, undefined, 1, {}]) expect(isAbortError(error)).toBe(false);
  });
});
