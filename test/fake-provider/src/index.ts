export { startFakeProvider } from './fake-provider.ts';
export type { FakeProvider, FakeProviderOptions, Responder } from './fake-provider.ts';
export { headerValues } from './received-request.ts';
export type { Closing, JsonObject, ReceivedRequest } from './received-request.ts';
export { never } from './script.ts';
export type { Cutting, JsonScript, Script, Step, StreamScript, Wait } from './script.ts';
export {
  dropAfterEvents,
  malformedAfterEvents,
  pauseAfterEvents,
  slowEvents,
  stallAfterEvents,
  truncateAfterEvents,
} from './stream-faults.ts';
export type { StreamFault } from './stream-faults.ts';

export { webSearchBlocks } from './anthropic/anthropic-block.ts';
export type {
  AnthropicBlock,
  CompactionBlock,
  Fragments,
  TextBlock,
  ThinkingBlock,
  ToolCallBlock,
  WebSearchResult,
  WholeBlock,
} from './anthropic/anthropic-block.ts';
export {
  anthropicError,
  apiError,
  authenticationError,
  errorEventAfterEvents,
  invalidRequestError,
  notFoundError,
  overloadedError,
  rateLimitError,
} from './anthropic/anthropic-errors.ts';
export type { AnthropicErrorDescription } from './anthropic/anthropic-errors.ts';
export { anthropicMessage } from './anthropic/anthropic-message.ts';
export type { AnthropicMessage, AnthropicMessageDescription } from './anthropic/anthropic-message.ts';
export { anthropicReply, respondLikeAnthropic } from './anthropic/anthropic-reply.ts';
export type { AnthropicReplyOptions } from './anthropic/anthropic-reply.ts';
export type { AnthropicUsage } from './anthropic/anthropic-usage.ts';
export type { AnthropicEvent } from './anthropic/build-block.ts';
