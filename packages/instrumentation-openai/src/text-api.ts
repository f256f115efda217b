import type { ResponseReaders } from '@tokenspan/core';
import type { Request, RequestContent } from '@tokenspan/streams';
import {
  createChatAccumulator,
  createCompletionAccumulator,
  createResponseAccumulator,
  readChatCompletion,
  readCompletion,
  readEmbeddingList,
  readModelResponse,
} from '@tokenspan/streams';
import { bookUsage } from './book-usage.ts';
import {
  countChatChoices,
  countCompletionChoices,
  readChatRequest,
  readCompletionRequest,
} from './read-chat-request.ts';
import { readChatContent, readCompletionContent, readResponseContent } from './read-content.ts';
import { readEmbeddingsRequest } from './read-embeddings-request.ts';
import { fetchesStream, readFetchRequest, readResponseRequest } from './read-response-request.ts';
import type { OpenAIClient } from './sdk-types.ts';

/** What one SDK method sends and gets. */
export interface TextApi {
  /** Whether a call is one of a model; all are where this is absent. */
  handles?: (args: readonly unknown[]) => boolean;
  /** Whether its streams have usage only when `stream_options` ask for it. */
  asksForUsage: boolean;
  /** Reads the neutral request from the arguments of the method. */
  readRequest: (args: readonly unknown[], client: OpenAIClient) => Request;
  /** Reads the texts of a request from the arguments of the method; absent where it has none. */
  readContent?: (args: readonly unknown[]) => RequestContent;
  /** Makes what reads the answers of one call; keeps no reference to the arguments. */
  createReaders: (args: readonly unknown[]) => ResponseReaders;
}

const responseReaders: ResponseReaders = {
  createAccumulator: createResponseAccumulator,
  readResponse: readModelResponse,
};

const createdReaders = bookUsage(responseReaders, false);
const fetchedReaders = bookUsage(responseReaders, true);

export const chatApi: TextApi = {
  asksForUsage: true,
  readRequest: readChatRequest,
  readContent: readChatContent,
  createReaders: (args) => createChatReaders(countChatChoices(args)),
};

export const completionApi: TextApi = {
  asksForUsage: true,
  readRequest: readCompletionRequest,
  readContent: readCompletionContent,
  createReaders: (args) => createCompletionReaders(countCompletionChoices(args)),
};

export const responseApi: TextApi = {
  asksForUsage: false,
  readRequest: readResponseRequest,
  readContent: readResponseContent,
  createReaders: () => createdReaders,
};

/** A response that runs in the background, or ran, and whose events are fetched. */
export const fetchApi: TextApi = {
  handles: fetchesStream,
  asksForUsage: false,
  readRequest: readFetchRequest,
  createReaders: () => fetchedReaders,
};

export const embeddingsApi: TextApi = {
  asksForUsage: false,
  readRequest: readEmbeddingsRequest,
  createReaders: () => ({
    createAccumulator: () => createChatAccumulator(),
    readResponse: readEmbeddingList,
  }),
};

// Each in a scope of its own, without the arguments: an open call holds no prompt.
function createChatReaders(choiceCount: number): ResponseReaders {
  return {
    createAccumulator: (options) => createChatAccumulator({ ...options, choiceCount }),
    readResponse: (body, options) => readChatCompletion(body, { ...options, choiceCount }),
  };
}

function createCompletionReaders(choiceCount: number): ResponseReaders {
  return {
    createAccumulator: (options) => createCompletionAccumulator({ ...options, choiceCount }),
    readResponse: (body, options) => readCompletion(body, { ...options, choiceCount }),
  };
}
