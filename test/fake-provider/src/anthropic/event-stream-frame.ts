import { crc32 } from 'node:zlib';

/** The type byte of a string header (UTF-8, length in two bytes). */
const stringHeader = 7;

/**
 * One frame of AWS's binary event stream (`application/vnd.amazon.eventstream`): lengths, checksums, string headers and a
 * payload, all numbers big endian. Bytes compared with recording bedrock/invoke-with-response-stream-003-stream.
 *
 * @see https://docs.aws.amazon.com/lexv2/latest/dg/event-stream-encoding.html
 */
export function encodeEventStreamFrame(
  headers: Readonly<Record<string, string>>,
  payload: string,
): Uint8Array {
  const encodedHeaders = Buffer.concat(
    Object.entries(headers).map(([name, value]) => encodeHeader(name, value)),
  );
  const body = Buffer.from(payload);
  // Two lengths and a checksum before the headers, a checksum after the payload.
  const total = 12 + encodedHeaders.length + body.length + 4;
  const prelude = Buffer.concat([writeNumber(total), writeNumber(encodedHeaders.length)]);
  const message = Buffer.concat([prelude, writeNumber(crc32(prelude)), encodedHeaders, body]);
  return Buffer.concat([message, writeNumber(crc32(message))]);
}

function encodeHeader(name: string, value: string): Buffer {
  const nameBytes = Buffer.from(name);
  const valueBytes = Buffer.from(value);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(valueBytes.length);
  return Buffer.concat([Buffer.of(nameBytes.length), nameBytes, Buffer.of(stringHeader), length, valueBytes]);
}

function writeNumber(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
