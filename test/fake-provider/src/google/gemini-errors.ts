import type { JsonObject } from '../received-request.ts';
import type { JsonScript } from '../script.ts';
import { keepEvents } from '../stream-faults.ts';
import type { StreamFault } from '../stream-faults.ts';

export interface GeminiErrorDescription {
  /** The HTTP status, repeated as `code` in the body. */
  readonly status: number;
  /** The canonical name: `RESOURCE_EXHAUSTED`. */
  readonly name: string;
  readonly message: string;
  readonly details?: readonly JsonObject[];
}

/** Any error answer of the Gemini API or Vertex AI. */
export function geminiError(description: GeminiErrorDescription): JsonScript {
  const headers = { 'content-type': 'application/json; charset=UTF-8' };
  return { status: description.status, headers, body: errorBody(description) };
}

/** 429 `RESOURCE_EXHAUSTED`, with the time after which to try again in its details. */
export function geminiRateLimitError(): JsonScript {
  return geminiError({
    status: 429,
    name: 'RESOURCE_EXHAUSTED',
    message: 'Resource has been exhausted (e.g. check quota).',
    details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '1s' }],
  });
}

/** 500 `INTERNAL`. */
export function geminiInternalError(): JsonScript {
  return geminiError({ status: 500, name: 'INTERNAL', message: 'An internal error has occurred.' });
}

/** 503 `UNAVAILABLE`. */
export function geminiOverloadedError(): JsonScript {
  return geminiError({ status: 503, name: 'UNAVAILABLE', message: overloaded });
}

/** 400 `INVALID_ARGUMENT` as for a wrong API key. */
export function geminiApiKeyError(): JsonScript {
  return geminiError({
    status: 400,
    name: 'INVALID_ARGUMENT',
    message: 'API key not valid. Please pass a valid API key.',
    details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }],
  });
}

/** 404 `NOT_FOUND`. */
export function geminiNotFoundError(message = 'Requested entity was not found.'): JsonScript {
  return geminiError({ status: 404, name: 'NOT_FOUND', message });
}

/** Sends an error as the data of an event after `n` events of a stream (status 200 is out already), then ends the body. */
export function geminiErrorEventAfterEvents(n: number, description?: GeminiErrorDescription): StreamFault {
  const data = errorBody(description ?? { status: 503, name: 'UNAVAILABLE', message: overloaded });
  return (steps) => [...keepEvents(steps, n), { kind: 'event', data, lineEnd: '\r\n' }, { kind: 'end' }];
}

const overloaded = 'The model is overloaded. Please try again later.';

function errorBody({ status, name, message, details }: GeminiErrorDescription): JsonObject {
  return { error: { code: status, message, status: name, ...(details && { details }) } };
}
