import type { FlatSpan } from '@tokenspan/otlp-receiver';

/** How a call ended, in the words of `tokenspan.stream.outcome`. */
export type CallOutcome = 'completed' | 'cancelled' | 'failed' | 'truncated' | 'abandoned';

/** What a span says of one call of a model. Counts are tokens that the provider reported. */
export interface CallFacts {
  /** A value of `gen_ai.provider.name`. */
  provider: string;
  outcome: CallOutcome;
  /** All input, cached tokens included. */
  inputTokens: number | undefined;
  outputTokens: number | undefined;
  cacheReadTokens: number | undefined;
  cacheWriteTokens: number | undefined;
  reasoningTokens: number | undefined;
  /** Estimates of what the provider did not report. */
  estimatedInputTokens: number | undefined;
  estimatedOutputTokens: number | undefined;
  /** USD. */
  cost: number | undefined;
  /** Some of the tokens that it is computed from are estimates. */
  costEstimated: boolean;
  /** Milliseconds from the start of the span. */
  firstChunk: number | undefined;
  /** The program began to read late, so the first chunk came earlier than that. */
  firstChunkLate: boolean;
  errorType: string | undefined;
  errorCode: string | undefined;
  errorMessage: string | undefined;
  statusCode: number | undefined;
}

const noCalls = new Set(['invoke_agent', 'create_agent', 'execute_tool', 'invoke_workflow']);

/** Whether a span stands for one call of a model. */
export function isCall(span: FlatSpan): boolean {
  const operation = span.attributes['gen_ai.operation.name'];
  return typeof operation === 'string' && !noCalls.has(operation);
}

/** Whether a span stands for calls and tools that the SDK makes by itself. */
export function isAgent(span: FlatSpan): boolean {
  return span.attributes['gen_ai.operation.name'] === 'invoke_agent';
}

/** Whether a span stands for one run of a tool. */
export function isTool(span: FlatSpan): boolean {
  return span.attributes['gen_ai.operation.name'] === 'execute_tool';
}

/** Reads a call from the attributes of its span. */
export function readCall(span: FlatSpan): CallFacts {
  const { attributes, status } = span;
  const count = (name: string): number | undefined => {
    const value = attributes[name];
    return typeof value === 'number' ? value : undefined;
  };
  const text = (name: string): string | undefined => {
    const value = attributes[name];
    return typeof value === 'string' ? value : undefined;
  };
  const firstChunk = count('gen_ai.response.time_to_first_chunk');
  return {
    provider: text('gen_ai.provider.name') ?? 'unknown',
    outcome: (text('tokenspan.stream.outcome') as CallOutcome | undefined) ?? outcomeOfStatus(status.code),
    inputTokens: count('gen_ai.usage.input_tokens'),
    outputTokens: count('gen_ai.usage.output_tokens'),
    cacheReadTokens: count('gen_ai.usage.cache_read.input_tokens'),
    cacheWriteTokens: count('gen_ai.usage.cache_write.input_tokens'),
    reasoningTokens: count('gen_ai.usage.reasoning.output_tokens'),
    estimatedInputTokens: count('tokenspan.usage.estimated.input_tokens'),
    estimatedOutputTokens: count('tokenspan.usage.estimated.output_tokens'),
    cost: count('tokenspan.cost.amount'),
    costEstimated: attributes['tokenspan.cost.estimated'] === true,
    firstChunk: firstChunk === undefined ? undefined : firstChunk * 1000,
    firstChunkLate: attributes['tokenspan.response.time_to_first_chunk.late'] === true,
    errorType: text('error.type'),
    errorCode: text('tokenspan.error.code'),
    errorMessage: status.message,
    statusCode: count('http.response.status_code'),
  };
}

/** A call that was not streamed says in its status alone how it ended. */
function outcomeOfStatus(code: FlatSpan['status']['code']): CallOutcome {
  return code === 'error' ? 'failed' : 'completed';
}
