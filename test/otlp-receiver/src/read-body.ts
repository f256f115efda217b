import type { IncomingMessage } from 'node:http';
import { buffer as readBuffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';

import { RequestError } from './request-error.ts';

const gunzipBuffer = promisify(gunzip);
const inflateBuffer = promisify(inflate);

/** Largest body that is decompressed, in bytes. */
const largestBody = 64 * 1024 * 1024;

/**
 * The whole body of a request, decompressed as its `content-encoding` says.
 *
 * @throws RequestError 415 for an encoding that is not gzip, deflate or identity; 400 for a body that is not in it.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const body = await readBuffer(request);
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return body;
  if (encoding !== 'gzip' && encoding !== 'deflate') {
    throw new RequestError(415, `content-encoding ${JSON.stringify(encoding)} is not supported`);
  }
  const decompress = encoding === 'gzip' ? gunzipBuffer : inflateBuffer;
  try {
    return await decompress(body, { maxOutputLength: largestBody });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RequestError(400, `the body is not ${encoding}: ${reason}`, { cause: error });
  }
}
