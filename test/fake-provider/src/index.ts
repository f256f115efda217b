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

export { anthropicCompletionReply } from './anthropic/anthropic-completion.ts';
export type { AnthropicCompletionDescription } from './anthropic/anthropic-completion.ts';
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
export { bedrockReply } from './anthropic/bedrock-reply.ts';
export type { BedrockReplyOptions } from './anthropic/bedrock-reply.ts';
export type { AnthropicEvent } from './anthropic/build-block.ts';

export type { OpenAIFragments } from './openai/fragments.ts';
export type { OpenAIAnswer } from './openai/openai-answer.ts';
export { openAIChat } from './openai/openai-chat.ts';
export type { OpenAIChatChoice, OpenAIChatDescription, OpenAIChatToolCall } from './openai/openai-chat.ts';
export { openAICompletion } from './openai/openai-completion.ts';
export type { OpenAICompletionDescription } from './openai/openai-completion.ts';
export { openAIEmbeddings } from './openai/openai-embeddings.ts';
export type { OpenAIEmbeddingsDescription } from './openai/openai-embeddings.ts';
export {
  openAIAuthenticationError,
  openAIError,
  openAIErrorChunkAfterEvents,
  openAIErrorEventAfterEvents,
  openAIInvalidRequestError,
  openAINotFoundError,
  openAIRateLimitError,
  openAIServerError,
} from './openai/openai-errors.ts';
export type { OpenAIErrorDescription } from './openai/openai-errors.ts';
export { openAIReply, respondLikeOpenAI } from './openai/openai-reply.ts';
export type { OpenAIReplyOptions } from './openai/openai-reply.ts';
export { openAIResponse } from './openai/openai-response.ts';
export type { OpenAIResponseDescription } from './openai/openai-response.ts';
export type {
  OpenAICustomToolCallItem,
  OpenAIFunctionCallItem,
  OpenAIMessageItem,
  OpenAIReasoningItem,
  OpenAIRefusalItem,
  OpenAIResponseItem,
  OpenAIWebSearchItem,
  OpenAIWholeItem,
} from './openai/openai-response-item.ts';
export type { OpenAIChatUsage, OpenAIResponseUsage } from './openai/openai-usage.ts';

export { geminiAnswer } from './google/gemini-answer.ts';
export type {
  GeminiAnswer,
  GeminiAnswerDescription,
  GeminiCandidate,
  GeminiPart,
  GoogleService,
} from './google/gemini-answer.ts';
export {
  geminiApiKeyError,
  geminiError,
  geminiErrorEventAfterEvents,
  geminiInternalError,
  geminiNotFoundError,
  geminiOverloadedError,
  geminiRateLimitError,
} from './google/gemini-errors.ts';
export type { GeminiErrorDescription } from './google/gemini-errors.ts';
export { geminiReply } from './google/gemini-reply.ts';
export type { GeminiReplyOptions } from './google/gemini-reply.ts';
export type { GeminiModalityTokens, GeminiUsage } from './google/gemini-usage.ts';
export { interaction, interactionReply } from './google/interaction.ts';
export type { Interaction, InteractionDescription } from './google/interaction.ts';
export { readGooglePath, respondLikeGoogle } from './google/respond-like-google.ts';
export type { GooglePath } from './google/respond-like-google.ts';
