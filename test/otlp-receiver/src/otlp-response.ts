import type { ServerResponse } from 'node:http';
import protobuf from 'protobufjs';

import { RequestError } from './request-error.ts';
import type { OtlpEncoding } from './decode-traces.ts';

const contentTypes: Record<OtlpEncoding, string> = {
  protobuf: 'application/x-protobuf',
  json: 'application/json',
};

// The body of a failed export is `google.rpc.Status`; of its fields only the message has a meaning in
// OTLP/HTTP.
const status = new protobuf.Type('Status').add(new protobuf.Field('message', 2, 'string'));

/**
 * The OTLP encoding that a `content-type` header names.
 *
 * @throws RequestError 415 for any other content type.
 */
export function parseContentType(contentType: string | undefined): OtlpEncoding {
  const mediaType = contentType?.split(';')[0]?.trim().toLowerCase();
  if (mediaType === contentTypes.protobuf) return 'protobuf';
  if (mediaType === contentTypes.json) return 'json';
  throw new RequestError(415, `content-type ${JSON.stringify(contentType)} is not supported`);
}

/** Answers an export that was accepted whole: an empty service response in the encoding of the request. */
export function sendExportSuccess(response: ServerResponse, encoding: OtlpEncoding): void {
  // Every field of the service response is optional, and protobuf encodes a message without fields as no
  // bytes.
  const body = encoding === 'json' ? '{}' : '';
  response.writeHead(200, { 'content-type': contentTypes[encoding] }).end(body);
}

/** Answers an export that was refused: a status message in the encoding of the request. */
export function sendExportFailure(
  response: ServerResponse,
  encoding: OtlpEncoding,
  error: RequestError,
): void {
  const { message } = error;
  const body = encoding === 'json' ? JSON.stringify({ message }) : status.encode({ message }).finish();
  response.writeHead(error.status, { 'content-type': contentTypes[encoding] }).end(body);
}
