import { deterministicId } from '../deterministic-id.ts';
import type { Responder } from '../fake-provider.ts';
import type { ReceivedRequest } from '../received-request.ts';
import type { Cutting, Script, Step, Wait } from '../script.ts';
import type { StreamFault } from '../stream-faults.ts';
import { invalidRequestError, notFoundError } from './anthropic-errors.ts';
import { anthropicHeaders } from './anthropic-headers.ts';
import type { AnthropicMessage } from './anthropic-message.ts';

export interface AnthropicReplyOptions extends Cutting {
  /** Events (the default) or the plain body. */
  readonly stream?: boolean;
  /** Applied in this order to a stream; a plain body has none. */
  readonly faults?: readonly StreamFault[];
  readonly requestId?: string;
  /** What to wait for before status and headers are sent. */
  readonly headersAfter?: Wait;
}

/** The script that answers with this message. */
export function anthropicReply(message: AnthropicMessage, options: AnthropicReplyOptions = {}): Script {
  const { stream = true, faults = [], requestId, ...rest } = options;
  const headers = anthropicHeaders(requestId ?? deterministicId('req_011', JSON.stringify(message.body)));
  if (!stream) return { ...rest, headers, body: message.body };
  const steps = message.events.map((data): Step => ({ kind: 'event', name: data.type, data }));
  return {
    ...rest,
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache', ...headers },
    steps: faults.reduce<readonly Step[]>((sound, fault) => fault(sound), steps),
  };
}

/**
 * A responder for `replyWith` that does as the Messages API does: streams when the request says `stream: true`, else answers
 * plainly; 400 when `model`, `max_tokens` or `messages` is missing; 404 for every other path.
 */
export function respondLikeAnthropic(
  message: AnthropicMessage | ((request: ReceivedRequest) => AnthropicMessage),
  options: Omit<AnthropicReplyOptions, 'stream' | 'requestId'> = {},
): Responder {
  return (request) => {
    const [pathname] = request.path.split('?');
    if (request.method !== 'POST' || pathname !== '/v1/messages') return notFoundError();
    const missing = ['model', 'max_tokens', 'messages'].find((field) => request.body[field] === undefined);
    if (missing !== undefined) return invalidRequestError(`${missing}: Field required`);
    return anthropicReply(typeof message === 'function' ? message(request) : message, {
      ...options,
      stream: request.body['stream'] === true,
      requestId: deterministicId('req_011', `request ${request.sequence}`),
    });
  };
}
