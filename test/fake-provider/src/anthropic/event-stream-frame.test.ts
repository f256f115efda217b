import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { encodeEventStreamFrame } from './event-stream-frame.ts';

const recordings = new URL('../../../../../shared/recordings/bedrock/', import.meta.url);
const isThere = existsSync(recordings);
if (!isThere) console.log('event stream frames: the recordings are not here, nothing to compare with');

describe('encodeEventStreamFrame', () => {
  it.skipIf(!isThere)('writes the bytes that Bedrock sent', () => {
    const file = new URL('invoke-with-response-stream-003-stream.json', recordings);
    const { response } = JSON.parse(readFileSync(file, 'utf8')) as { response: { bodyBase64: string } };
    const sent = Buffer.from(response.bodyBase64, 'base64');
    const headerBytes = sent.readUInt32BE(4);
    const payload = sent.subarray(12 + headerBytes, sent.readUInt32BE(0) - 4).toString();
    const headers = {
      ':event-type': 'chunk',
      ':content-type': 'application/json',
      ':message-type': 'event',
    };
    const written = Buffer.from(encodeEventStreamFrame(headers, payload));
    expect(written.equals(sent.subarray(0, written.length))).toBe(true);
  });

  it('counts its own bytes', () => {
    const frame = Buffer.from(encodeEventStreamFrame({ ':message-type': 'event' }, 'Grüße'));
    expect(frame.readUInt32BE(0)).toBe(frame.length);
    expect(frame.subarray(-4 - Buffer.byteLength('Grüße'), -4).toString()).toBe('Grüße');
  });
});
