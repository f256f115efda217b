import { readText } from '../accumulate/read-fields.ts';

const finishReasons = new Map([
  ['tool_calls', 'tool_call'],
  ['function_call', 'tool_call'],
  // Together ends so where a stop token came; Mistral says this where the context window is full.
  ['eos', 'stop'],
  ['model_length', 'length'],
]);

/**
 * The finish reason of a choice of chat or completions in the words of the GenAI schema; one that is not known here stays as
 * it is, one that never arrived is `error`.
 *
 * @see `ChatCompletionChunk.Choice` in `resources/chat/completions/completions.d.ts` of openai 7.55.0
 */
export function mapFinishReason(finishReason: unknown): string {
  const reason = readText(finishReason);
  return reason === undefined ? 'error' : (finishReasons.get(reason) ?? reason);
}
