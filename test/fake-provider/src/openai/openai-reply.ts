import { deterministicId } from '../deterministic-id.ts';
import type { Responder } from '../fake-provider.ts';
import type { JsonObject, ReceivedRequest } from '../received-request.ts';
import type { Cutting, Script, Step, Wait } from '../script.ts';
import type { StreamFault } from '../stream-faults.ts';
import type { OpenAIAnswer } from './openai-answer.ts';
import { openAIInvalidRequestError, openAINotFoundError } from './openai-errors.ts';
import { openAIHeaders } from './openai-headers.ts';

export interface OpenAIReplyOptions extends Cutting {
  /** Events (the default where the API has them) or the plain body. */
  readonly stream?: boolean;
  /** The body of the request: it decides on the usage chunk. */
  readonly request?: JsonObject;
  /** Applied in this order to a stream; a plain body has none. */
  readonly faults?: readonly StreamFault[];
  readonly requestId?: string;
  /** What to wait for before status and headers are sent. */
  readonly headersAfter?: Wait;
}

const basePath = /^(?:\/openai\/deployments\/[^/]+|\/openai\/v1|\/openai|\/v1)/;

/** The script that gives this answer. */
export function openAIReply(answer: OpenAIAnswer, options: OpenAIReplyOptions = {}): Script {
  const { stream = true, request = {}, faults = [], requestId, ...rest } = options;
  const headers = openAIHeaders(requestId ?? deterministicId('req_', JSON.stringify(answer.body)));
  if (!stream || !answer.steps) return { ...rest, headers, body: answer.body };
  return {
    ...rest,
    headers: { 'content-type': 'text/event-stream; charset=utf-8', ...headers },
    steps: faults.reduce<readonly Step[]>((sound, fault) => fault(sound), answer.steps(request)),
  };
}

/**
 * A responder for `replyWith` that does as the OpenAI API does (and Azure's, below `/openai`): streams when the request says
 * so (in the query, for a response that is fetched), 400 when a parameter is missing, 404 for every other path.
 */
export function respondLikeOpenAI(
  answer: OpenAIAnswer | ((request: ReceivedRequest) => OpenAIAnswer),
  options: Omit<OpenAIReplyOptions, 'stream' | 'request' | 'requestId'> = {},
): Responder {
  return (request) => {
    const chosen = typeof answer === 'function' ? answer(request) : answer;
    const { pathname, searchParams } = new URL(request.path, 'http://fake');
    const path = pathname.replace(basePath, '');
    const replyOptions = {
      ...options,
      request: request.body,
      requestId: deterministicId('req_', `request ${request.sequence}`),
    };
    if (request.method === 'GET' && path.startsWith(`${chosen.path}/`)) {
      return openAIReply(chosen, { ...replyOptions, stream: searchParams.get('stream') === 'true' });
    }
    if (request.method !== 'POST' || path !== chosen.path) {
      return openAINotFoundError(`Invalid URL (${request.method} ${pathname})`);
    }
    const missing = chosen.required.find((field) => request.body[field] === undefined);
    if (missing !== undefined) {
      return openAIInvalidRequestError(`Missing required parameter: '${missing}'.`, missing);
    }
    return openAIReply(chosen, { ...replyOptions, stream: request.body['stream'] === true });
  };
}
