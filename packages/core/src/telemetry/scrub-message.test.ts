import { describe, expect, it } from 'vitest';
import { scrubMessage } from './scrub-message.ts';

describe('scrubMessage', () => {
  it.each([
    ['invalid x-api-key: sk-ant-api03-fAkEfRaGmEnT', 'sk-ant-api03-fAkEfRaGmEnT'],
    [
      'Incorrect API key provided: sk-proj-abcd****************wxyz. You can find',
      'sk-proj-abcd****************wxyz',
    ],
    ['API key not valid: AIzaSyD-1234567890abcdefghijklmnopqrstu', 'AIzaSyD-1234567890abcdefghijklmnopqrstu'],
    ['The security token AKIAIOSFODNN7EXAMPLE is expired', 'AKIAIOSFODNN7EXAMPLE'],
    ['header Authorization: Bearer abc.def-ghi was refused', 'abc.def-ghi'],
    ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl is stale', 'eyJhbGciOiJIUzI1NiJ9'],
    ['{"api_key":"p4ssw0rd"} is wrong', 'p4ssw0rd'],
    ['Invalid token 0123456789abcdef0123456789abcdef01234567', '0123456789abcdef0123456789abcdef01234567'],
  ])('takes the secret out of: %s', (message, secret) => {
    const scrubbed = scrubMessage(message);
    expect(scrubbed).not.toContain(secret);
    expect(scrubbed).toContain('[redacted]');
  });

  it('leaves an ordinary message as it is', () => {
    const message =
      'max_tokens: 100000 > 8192, which is the maximum allowed number of output tokens for claude-3-5-haiku';
    expect(scrubMessage(message)).toBe(message);
  });

  it('cuts to 256 characters, never inside one', () => {
    const scrubbed = scrubMessage('😀 '.repeat(1000));
    expect(Array.from(scrubbed)).toHaveLength(256);
    expect(scrubbed.isWellFormed()).toBe(true);
  });
});
