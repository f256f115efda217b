import { deterministicId } from '../deterministic-id.ts';
import type { JsonObject } from '../received-request.ts';
import type { JsonScript } from '../script.ts';
import { keepEvents } from '../stream-faults.ts';
import type { StreamFault } from '../stream-faults.ts';
import { openAIHeaders } from './openai-headers.ts';

export interface OpenAIErrorDescription {
  readonly status: number;
  /** For example `invalid_request_error`. */
  readonly type: string;
  /** For example `invalid_api_key`; null where the API gives none. */
  readonly code?: string | null;
  readonly message: string;
  readonly param?: string | null;
  /** More headers, or other values for those that every answer has. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly requestId?: string;
}

/** Any error answer of the OpenAI API. */
export function openAIError(description: OpenAIErrorDescription): JsonScript {
  const requestId = description.requestId ?? deterministicId('req_', description.message);
  return {
    status: description.status,
    headers: { ...openAIHeaders(requestId), ...description.headers },
    body: { error: errorBody(description) },
  };
}

/** 429 with `retry-after` (seconds, 1 if not given); `retryAfterMs` adds `retry-after-ms`. */
export function openAIRateLimitError(
  options: { retryAfter?: number; retryAfterMs?: number } = {},
): JsonScript {
  const { retryAfter = 1, retryAfterMs } = options;
  return openAIError({
    status: 429,
    type: 'requests',
    code: 'rate_limit_exceeded',
    message:
      'Rate limit reached for gpt-4o-mini in organization fake-organization on requests per min (RPM).',
    headers: {
      'retry-after': String(retryAfter),
      ...(retryAfterMs === undefined ? {} : { 'retry-after-ms': String(retryAfterMs) }),
    },
  });
}

/** 500 `server_error`. */
export function openAIServerError(): JsonScript {
  return openAIError({
    status: 500,
    type: 'server_error',
    message: 'The server had an error while processing your request. Sorry about that!',
  });
}

/** 401 `invalid_api_key` whose message holds a fragment of the key, as the real one does. */
export function openAIAuthenticationError(keyFragment = 'sk-fake********key1'): JsonScript {
  return openAIError({
    status: 401,
    type: 'invalid_request_error',
    code: 'invalid_api_key',
    message: `Incorrect API key provided: ${keyFragment}. You can find your API key at https://platform.openai.com/account/api-keys.`,
  });
}

/** 400 `invalid_request_error`. */
export function openAIInvalidRequestError(message: string, param: string | null = null): JsonScript {
  return openAIError({ status: 400, type: 'invalid_request_error', message, param });
}

/** 404 `model_not_found`. */
export function openAINotFoundError(
  message = 'The model `gpt-nothing` does not exist or you do not have access to it.',
): JsonScript {
  return openAIError({ status: 404, type: 'invalid_request_error', code: 'model_not_found', message });
}

/** Sends `data: {"error": ...}` after `n` events of a chat stream (status 200 is out already), then ends the body. */
export function openAIErrorChunkAfterEvents(n: number, code: string | null = 'server_error'): StreamFault {
  const error = errorBody({ status: 200, type: 'server_error', code, message: streamErrorMessage });
  return (steps) => [...keepEvents(steps, n), { kind: 'event', data: { error } }, { kind: 'end' }];
}

/** Sends `event: error` after `n` events of a stream of the Responses API, then ends the body. */
export function openAIErrorEventAfterEvents(n: number, code = 'server_error'): StreamFault {
  const data = { type: 'error', code, message: streamErrorMessage, param: null, sequence_number: n };
  return (steps) => [...keepEvents(steps, n), { kind: 'event', name: 'error', data }, { kind: 'end' }];
}

const streamErrorMessage = 'The server had an error while processing your request. Sorry about that!';

function errorBody({ message, type, param = null, code = null }: OpenAIErrorDescription): JsonObject {
  return { message, type, param, code };
}
