import type { ResponseFailure } from '@tokenspan/streams';
import { isProviderError } from './is-provider-error.ts';
import { readErrorBody } from './read-error-body.ts';
import { scrubMessage } from './scrub-message.ts';

/** What is recorded of an error: nothing that the program itself wrote. */
export interface ErrorDescription {
  /** `error.type`: the class name, or the provider's code for an error event inside a stream. */
  type: string;
  /** The class name of what was thrown; absent where the provider's answer says that it failed. */
  className?: string;
  /** HTTP status of the provider's answer. */
  statusCode?: number;
  /** The provider's own code. */
  code?: string;
  /** The provider's request id. */
  requestId?: string;
  /** The provider's own message, scrubbed of secrets, 256 characters at most. Absent for all other errors. */
  message?: string;
}

interface ErrorBody {
  type?: unknown;
  status?: unknown;
  code?: unknown;
  message?: unknown;
  error?: unknown;
}

/**
 * Describes an error that an SDK threw. The SDKs put the provider's answer into `error.error`, as
 * `{type: 'error', error: {type, message}}` (@anthropic-ai/sdk) or `{type, code, message}` (openai): `core/error`;
 * @google/genai puts it into the message.
 *
 * @param inStream whether the error came out of a stream that had begun
 */
export function describeError(error: unknown, inStream: boolean): ErrorDescription {
  if (typeof error !== 'object' || error === null) return { type: '_OTHER' };
  const className = readClassName(error);
  if (!isProviderError(error)) return { type: className, className };
  const { status, error: body, requestID, request_id, headers } = error as Record<string, unknown>;
  const written = body === undefined ? readErrorBody(error) : undefined;
  const detail = readDetail(body ?? written);
  const code = readCode(detail?.code) ?? readCode(detail?.type) ?? readCode(detail?.status);
  const requestId = readText(requestID) ?? readText(request_id) ?? readHeader(headers);
  const message = readText(detail?.message);
  return {
    // An error event has no HTTP status; @google/genai makes one up from the event.
    type: (inStream && (typeof status !== 'number' || written) && code) || className,
    className,
    ...(typeof status === 'number' && { statusCode: status }),
    ...(code !== undefined && { code }),
    ...(requestId !== undefined && { requestId }),
    ...(message !== undefined && { message: scrubMessage(message) }),
  };
}

/** Describes a failure that the provider states in its answer. */
export function describeFailure({ code, message }: ResponseFailure): ErrorDescription {
  return {
    type: code ?? '_OTHER',
    ...(code !== undefined && { code }),
    ...(message !== undefined && { message: scrubMessage(message) }),
  };
}

function readDetail(body: unknown): ErrorBody | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const inner = (body as ErrorBody).error;
  return typeof inner === 'object' && inner !== null ? inner : body;
}

function readClassName(error: object): string {
  try {
    return readConstructorName(error);
  } catch {
    return '_OTHER';
  }
}

function readConstructorName(error: object): string {
  const { constructor, name } = error as { constructor?: { name?: unknown }; name?: unknown };
  // A DOMException carries its kind in `name`.
  if (typeof DOMException === 'function' && error instanceof DOMException) return error.name;
  return readText(constructor?.name) ?? readText(name) ?? '_OTHER';
}

function readHeader(headers: unknown): string | undefined {
  if (!(headers instanceof Headers)) return undefined;
  return headers.get('request-id') ?? headers.get('x-request-id') ?? undefined;
}

/** A code is a short plain word; anything else that stands in its place is no code. */
function readCode(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.:-]{1,64}$/.test(value) ? value : undefined;
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
