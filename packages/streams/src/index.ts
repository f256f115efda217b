export type { Accumulator, AccumulatorOptions } from './accumulate/accumulator.ts';
export { detectAccumulator } from './accumulate/detect-accumulator.ts';
export { createMessageAccumulator } from './anthropic/message-accumulator.ts';
export { readMessage } from './anthropic/read-message.ts';
export { readBlock } from './anthropic/read-block.ts';
export {
  createTextCompletionAccumulator,
  readTextCompletion,
} from './anthropic/text-completion-accumulator.ts';
export {
  createGenerateContentAccumulator,
  readGenerateContent,
} from './google/generate-content-accumulator.ts';
export { createInteractionAccumulator, readInteraction } from './google/interaction-accumulator.ts';
export { readEmbedContent } from './google/read-embed-content.ts';
export { readPart } from './google/read-part.ts';
export { readStep } from './google/read-step.ts';
export type {
  BlobPart,
  CompactionPart,
  FilePart,
  Message,
  OtherPart,
  Part,
  ReasoningPart,
  ServerToolCallPart,
  ServerToolResponsePart,
  TextPart,
  ToolCallPart,
  ToolCallResponsePart,
  UriPart,
} from './model/message.ts';
export type { Outcome } from './model/outcome.ts';
export type { OperationName, Request, RequestContent, ToolDefinition } from './model/request.ts';
export type { Response, ResponseFailure } from './model/response.ts';
export type { Modality, Usage } from './model/usage.ts';
export { createChatAccumulator, createCompletionAccumulator } from './openai/chat-accumulator.ts';
export type { ChatAccumulatorOptions } from './openai/chat-accumulator.ts';
export { readChatCompletion, readCompletion } from './openai/read-chat-completion.ts';
export { readEmbeddingList } from './openai/read-embedding-list.ts';
export { readModelResponse } from './openai/read-model-response.ts';
export { readOutputItem } from './openai/read-output-item.ts';
export { createResponseAccumulator } from './openai/response-accumulator.ts';
export { isAbortError } from './observe/is-abort-error.ts';
export { isApiPromise, observeApiPromise } from './observe/observe-api-promise.ts';
export type { ApiPromise } from './observe/observe-api-promise.ts';
export { isSdkStream, observeSdkStream } from './observe/observe-sdk-stream.ts';
export type { SdkStream } from './observe/observe-sdk-stream.ts';
export { observeAsyncIterable } from './observe/observe-async-iterable.ts';
export { observeStream } from './observe/observe-stream.ts';
export type { ObserveStreamOptions, StreamRecord } from './observe/observe-stream.ts';
export { withheld, withholdEvents } from './observe/withhold-events.ts';
export type { PromiseListener, PromiseObservation } from './observe/promise-observation.ts';
export type { StreamListener, StreamObservation } from './observe/stream-observation.ts';
