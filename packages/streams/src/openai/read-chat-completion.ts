import type { Response } from '../model/response.ts';
import { createChatAccumulator, createCompletionAccumulator } from './chat-accumulator.ts';
import type { ChatAccumulatorOptions } from './chat-accumulator.ts';

/**
 * The response of a chat completion that was not streamed: `ChatCompletion`
 * (`resources/chat/completions/completions.d.ts` of openai 7.55.0).
 */
export function readChatCompletion(completion: unknown, options?: ChatAccumulatorOptions): Response {
  const accumulator = createChatAccumulator(options);
  accumulator.fold(completion);
  return accumulator.response();
}

/** The response of a text completion that was not streamed: `Completion` (`resources/completions.d.ts` of openai 7.55.0). */
export function readCompletion(completion: unknown, options?: ChatAccumulatorOptions): Response {
  const accumulator = createCompletionAccumulator(options);
  accumulator.fold(completion);
  return accumulator.response();
}
