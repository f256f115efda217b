import {
  anthropicCompletionReply,
  anthropicMessage,
  anthropicReply,
  apiError,
  authenticationError,
  dropAfterEvents,
  errorEventAfterEvents,
  malformedAfterEvents,
  never,
  rateLimitError,
  slowEvents,
  stallAfterEvents,
  truncateAfterEvents,
} from '@tokenspan/fake-provider';
import type { StreamFault } from '@tokenspan/fake-provider';
import type { ExpectedSpan } from './check-span.ts';
import type { Replies } from './row.ts';

const usage = {
  input_tokens: 25,
  cache_creation_input_tokens: 10,
  cache_read_input_tokens: 80,
  cache_creation: { ephemeral_5m_input_tokens: 6, ephemeral_1h_input_tokens: 4 },
  output_tokens: 42,
  output_tokens_details: { thinking_tokens: 7 },
};

/** The standard answer: thinking, text outside ASCII, cache and thinking tokens. */
export const answer = anthropicMessage({
  blocks: [
    { type: 'thinking', thinking: ['Let me ', 'think.'] },
    { type: 'text', text: ['{"greeting":"Grüße', ', 世界"', '}'] },
  ],
  usage,
});

/** An answer that asks for a tool. */
export const toolRequest = anthropicMessage({
  blocks: [{ type: 'tool_use', name: 'get_weather', input: { city: 'Zürich' } }],
  usage,
});

// After message_start, content_block_start, ping and one delta.
const faults: Record<string, StreamFault> = {
  drop: dropAfterEvents(4),
  truncate: truncateAfterEvents(4),
  'error event': errorEventAfterEvents(4),
  malformed: malformedAfterEvents(4),
  stall: stallAfterEvents(4),
  slow: slowEvents(5),
};

export const replies: Replies = {
  stream: (fault) => {
    const broken = fault && faults[fault];
    return anthropicReply(answer, { stream: true, ...(broken && { faults: [broken] }) });
  },
  plain: () => anthropicReply(answer, { stream: false }),
  toolStream: () => anthropicReply(toolRequest, { stream: true }),
  toolPlain: () => anthropicReply(toolRequest, { stream: false }),
  rateLimit: () => rateLimitError({ retryAfterMs: 1 }),
  serverError: apiError,
  unauthorized: () => authenticationError(),
  silent: () => anthropicReply(answer, { headersAfter: never }),
};

const completion = { pieces: [' Grüße', ', 世界', ' und', ' alle'] };

/** The replies of the legacy Text Completions API. */
export const completionReplies: Replies = {
  ...replies,
  stream: (fault) => {
    const broken = fault && faults[fault];
    return anthropicCompletionReply(completion, { faults: broken ? [broken] : [] });
  },
  plain: () => anthropicCompletionReply(completion, { stream: false }),
};

/** What a text completion has to look like on a span: this API never reports usage. */
export const expectedCompletionSpan: ExpectedSpan = {
  errorTypes: { 'error event': 'overloaded_error' },
  input: { 'gen_ai.response.finish_reasons': ['error'] },
  all: {
    'gen_ai.operation.name': 'text_completion',
    'gen_ai.response.finish_reasons': ['stop'],
    'tokenspan.usage.estimated.output_tokens': 7,
  },
};

const input = {
  'gen_ai.usage.input_tokens': 115,
  'gen_ai.usage.cache_read.input_tokens': 80,
  'gen_ai.usage.cache_write.input_tokens': 10,
  'gen_ai.usage.cache_creation.input_tokens': 10,
  'tokenspan.usage.cache_write_5m.input_tokens': 6,
  'tokenspan.usage.cache_write_1h.input_tokens': 4,
};

export const expectedSpan: ExpectedSpan = {
  errorTypes: { 'error event': 'overloaded_error' },
  input: { ...input, 'gen_ai.response.finish_reasons': ['error'] },
  all: {
    ...input,
    'gen_ai.usage.output_tokens': 42,
    'gen_ai.usage.reasoning.output_tokens': 7,
  },
};
