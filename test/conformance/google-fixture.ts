import {
  dropAfterEvents,
  geminiAnswer,
  geminiApiKeyError,
  geminiErrorEventAfterEvents,
  geminiInternalError,
  geminiRateLimitError,
  geminiReply,
  malformedAfterEvents,
  never,
  slowEvents,
  stallAfterEvents,
  truncateAfterEvents,
} from '@tokenspan/fake-provider';
import type { StreamFault } from '@tokenspan/fake-provider';
import type { ExpectedSpan } from './check-span.ts';
import type { Replies } from './row.ts';

const usage = {
  promptTokenCount: 110,
  toolUsePromptTokenCount: 5,
  cachedContentTokenCount: 80,
  candidatesTokenCount: 35,
  thoughtsTokenCount: 7,
};

/** The standard answer: thoughts, text outside ASCII, cached tokens and those of thoughts and server-side tools. */
const answer = geminiAnswer({
  parts: [{ text: 'Let me think.', thought: true }, ['{"greeting":"Grüße', ', 世界"', '}']],
  usage,
});

/** An answer that asks for a tool. */
const toolRequest = geminiAnswer({
  parts: [{ functionCall: { name: 'get_weather', args: { city: 'Zürich' } } }],
  usage,
});

// After the first event, which has no count of the output yet.
const faults: Record<string, StreamFault> = {
  drop: dropAfterEvents(1),
  truncate: truncateAfterEvents(1),
  'error event': geminiErrorEventAfterEvents(1),
  malformed: malformedAfterEvents(1),
  stall: stallAfterEvents(1),
  slow: slowEvents(5),
};

export const replies: Replies = {
  stream: (fault) => {
    const broken = fault && faults[fault];
    return geminiReply(answer, { stream: true, ...(broken && { faults: [broken] }) });
  },
  plain: () => geminiReply(answer, { stream: false }),
  toolStream: () => geminiReply(toolRequest, { stream: true }),
  toolPlain: () => geminiReply(toolRequest, { stream: false }),
  rateLimit: geminiRateLimitError,
  serverError: geminiInternalError,
  unauthorized: geminiApiKeyError,
  silent: () => geminiReply(answer, { headersAfter: never }),
};

const input = {
  'gen_ai.usage.input_tokens': 115,
  'gen_ai.usage.cache_read.input_tokens': 80,
};

/** What the standard answer looks like on a span. */
export const expectedSpan: ExpectedSpan = {
  errorTypes: {
    'error event': 'UNAVAILABLE',
    malformed: 'SyntaxError',
    'connection refused': 'TypeError',
    'time-out': 'AbortError',
  },
  input: { ...input, 'gen_ai.response.finish_reasons': ['error'] },
  all: {
    ...input,
    'gen_ai.response.finish_reasons': ['stop'],
    'gen_ai.usage.output_tokens': 42,
    'gen_ai.usage.reasoning.output_tokens': 7,
  },
};
