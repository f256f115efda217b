import {
  dropAfterEvents,
  malformedAfterEvents,
  never,
  openAIAuthenticationError,
  openAIChat,
  openAICompletion,
  openAIErrorChunkAfterEvents,
  openAIErrorEventAfterEvents,
  openAIRateLimitError,
  openAIReply,
  openAIResponse,
  openAIServerError,
  slowEvents,
  stallAfterEvents,
  truncateAfterEvents,
} from '@tokenspan/fake-provider';
import type { OpenAIAnswer, Responder, Script, StreamFault } from '@tokenspan/fake-provider';
import type { ExpectedSpan } from './check-span.ts';
import type { Replies } from './row.ts';

const text = ['{"greeting":"Grüße', ', 世界"', '}'];
const usage = {
  prompt_tokens: 115,
  completion_tokens: 42,
  prompt_tokens_details: { cached_tokens: 80, cache_write_tokens: 10 },
  completion_tokens_details: { reasoning_tokens: 7 },
};

/** The standard answers: text outside ASCII, cache and reasoning tokens; and one that asks for a tool. */
export const chatAnswer: OpenAIAnswer = openAIChat({ choices: [{ content: text }], usage });
export const chatToolRequest: OpenAIAnswer = openAIChat({
  choices: [{ toolCalls: [{ name: 'get_weather', arguments: { city: 'Zürich' } }] }],
  usage,
});
export const responseAnswer: OpenAIAnswer = openAIResponse({
  items: [
    { type: 'reasoning', summaries: ['Let me think.'] },
    { type: 'message', text },
  ],
  usage: {
    input_tokens: 115,
    output_tokens: 42,
    input_tokens_details: { cached_tokens: 80, cache_write_tokens: 10 },
    output_tokens_details: { reasoning_tokens: 7 },
  },
});
const completionAnswer: OpenAIAnswer = openAICompletion({
  texts: [['{"greeting', '":', '"Grüße', ', 世界"', '}']],
  usage: { prompt_tokens: 115, completion_tokens: 42 },
});

/**
 * Where a request says whether it asks for usage, for the columns that hide it: there the body that the provider gets has to
 * be the same with and without instrumentation.
 */
const usageHeader = 'tracestate';

/** A `fetch` to another origin that takes `stream_options` out of the body and says so in a header. */
export function carryUsageOption(origin: string): typeof fetch {
  return (input, init) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : String(input));
    const headers = new Headers(init?.headers);
    const body = JSON.parse(init?.body as string) as Record<string, unknown>;
    headers.set(usageHeader, JSON.stringify(body['stream_options'] ?? {}));
    delete body['stream_options'];
    // openai 4 counts the body itself.
    headers.delete('content-length');
    return fetch(`${origin}${pathname}${search}`, { ...init, headers, body: JSON.stringify(body) });
  };
}

function streamLike(answer: OpenAIAnswer, faults: readonly StreamFault[]): Script {
  const respond: Responder = ({ body, headers }) => {
    const carried = headers[usageHeader];
    const stream_options =
      typeof carried === 'string' ? (JSON.parse(carried) as unknown) : body['stream_options'];
    return openAIReply(answer, { stream: true, request: { stream_options }, faults });
  };
  // Rows hand replies on as they are, and the provider takes a responder where it takes a script.
  return respond as unknown as Script;
}

/** The replies of one of the APIs. */
function describeReplies(
  answer: OpenAIAnswer,
  errorEvent: StreamFault,
  toolRequest: OpenAIAnswer = answer,
): Replies {
  const faults: Record<string, StreamFault> = {
    drop: dropAfterEvents(3),
    truncate: truncateAfterEvents(3),
    'error event': errorEvent,
    malformed: malformedAfterEvents(3),
    stall: stallAfterEvents(3),
    slow: slowEvents(5),
  };
  return {
    stream: (fault) => {
      const broken = fault && faults[fault];
      return streamLike(answer, broken ? [broken] : []);
    },
    plain: () => openAIReply(answer, { stream: false }),
    toolStream: () => streamLike(toolRequest, []),
    toolPlain: () => openAIReply(toolRequest, { stream: false }),
    rateLimit: () => openAIRateLimitError({ retryAfterMs: 1 }),
    serverError: openAIServerError,
    unauthorized: () => openAIAuthenticationError(),
    silent: () => openAIReply(answer, { headersAfter: never }),
  };
}

export const chatReplies: Replies = describeReplies(
  chatAnswer,
  openAIErrorChunkAfterEvents(3),
  chatToolRequest,
);
export const responseReplies: Replies = describeReplies(responseAnswer, openAIErrorEventAfterEvents(3));
export const completionReplies: Replies = describeReplies(completionAnswer, openAIErrorChunkAfterEvents(3));

const totals = { 'gen_ai.usage.input_tokens': 115, 'gen_ai.usage.output_tokens': 42 };
const details = {
  'gen_ai.usage.cache_read.input_tokens': 80,
  'gen_ai.usage.cache_write.input_tokens': 10,
  'gen_ai.usage.cache_creation.input_tokens': 10,
  'gen_ai.usage.reasoning.output_tokens': 7,
};

/** Of a stream that is cut OpenAI has told no count yet: all of them come last. */
export const expectedSpan: ExpectedSpan = {
  errorTypes: { 'error event': 'server_error' },
  input: { 'gen_ai.response.finish_reasons': ['error'] },
  all: { ...totals, ...details },
};

export const expectedCompletionSpan: ExpectedSpan = { ...expectedSpan, all: totals };
