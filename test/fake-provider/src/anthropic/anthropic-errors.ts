import { deterministicId } from '../deterministic-id.ts';
import type { JsonObject } from '../received-request.ts';
import type { JsonScript } from '../script.ts';
import { keepEvents } from '../stream-faults.ts';
import type { StreamFault } from '../stream-faults.ts';
import { anthropicHeaders } from './anthropic-headers.ts';

export interface AnthropicErrorDescription {
  readonly status: number;
  /** For example `rate_limit_error`. */
  readonly type: string;
  readonly message: string;
  /** More headers, or other values for those that every answer has. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly requestId?: string;
}

/** Any error answer of the Anthropic API. */
export function anthropicError(description: AnthropicErrorDescription): JsonScript {
  const requestId = description.requestId ?? errorRequestId(description.type);
  return {
    status: description.status,
    headers: { ...anthropicHeaders(requestId), ...description.headers },
    body: errorBody(description.type, description.message, requestId),
  };
}

/** 429 with `retry-after` (seconds, 1 if not given) and nothing left of the requests; `retryAfterMs` adds `retry-after-ms`. */
export function rateLimitError(options: { retryAfter?: number; retryAfterMs?: number } = {}): JsonScript {
  const { retryAfter = 1, retryAfterMs } = options;
  return anthropicError({
    status: 429,
    type: 'rate_limit_error',
    message: 'This request would exceed the rate limit for your organization of 4,000 requests per minute.',
    headers: {
      'anthropic-ratelimit-requests-remaining': '0',
      'retry-after': String(retryAfter),
      ...(retryAfterMs === undefined ? {} : { 'retry-after-ms': String(retryAfterMs) }),
      'x-should-retry': 'true',
    },
  });
}

/** 500 `api_error`. */
export function apiError(): JsonScript {
  return anthropicError({ status: 500, type: 'api_error', message: 'Internal server error' });
}

/** 529 `overloaded_error`. */
export function overloadedError(): JsonScript {
  return anthropicError({ status: 529, type: 'overloaded_error', message: 'Overloaded' });
}

/** 401 `authentication_error` whose message holds a fragment of an API key, as some messages of real providers do. */
export function authenticationError(keyFragment = 'sk-ant-api03-fAkEfRaGmEnT'): JsonScript {
  return anthropicError({
    status: 401,
    type: 'authentication_error',
    message: `invalid x-api-key: ${keyFragment}`,
    headers: { 'x-should-retry': 'false' },
  });
}

/** 400 `invalid_request_error`. */
export function invalidRequestError(message: string): JsonScript {
  const headers = { 'x-should-retry': 'false' };
  return anthropicError({ status: 400, type: 'invalid_request_error', message, headers });
}

/** 404 `not_found_error`. */
export function notFoundError(message = 'Not found'): JsonScript {
  return anthropicError({
    status: 404,
    type: 'not_found_error',
    message,
    headers: { 'x-should-retry': 'false' },
  });
}

/** Sends `event: error` after `n` events of a stream (status 200 is out already), then ends the body. */
export function errorEventAfterEvents(
  n: number,
  type = 'overloaded_error',
  message = 'Overloaded',
): StreamFault {
  const data = errorBody(type, message, errorRequestId(type));
  return (steps) => [...keepEvents(steps, n), { kind: 'event', name: 'error', data }, { kind: 'end' }];
}

function errorBody(type: string, message: string, requestId: string): JsonObject {
  return { type: 'error', error: { type, message }, request_id: requestId };
}

function errorRequestId(type: string): string {
  return deterministicId('req_011', type);
}
