import { deterministicId } from '../deterministic-id.ts';
import type { JsonObject } from '../received-request.ts';
import type { Step } from '../script.ts';
import { joinText, splitText } from './fragments.ts';
import type { OpenAIFragments } from './fragments.ts';
import { asksForUsage, done } from './openai-answer.ts';
import type { OpenAIAnswer } from './openai-answer.ts';

/** What a legacy text completion says. Everything has a default. */
export interface OpenAICompletionDescription {
  readonly model?: string;
  /** One text per choice; one choice if not given. */
  readonly texts?: readonly OpenAIFragments[];
  readonly finishReason?: string;
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number };
}

/** Makes a legacy text completion, plain and streamed, from one description. */
export function openAICompletion(description: OpenAICompletionDescription = {}): OpenAIAnswer {
  const id = deterministicId('cmpl-', JSON.stringify(description));
  const texts = description.texts ?? ['\n\nHello'];
  const reason = description.finishReason ?? 'stop';
  const { prompt_tokens, completion_tokens } = description.usage ?? {
    prompt_tokens: 8,
    completion_tokens: 3,
  };
  const usage = { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
  const model = description.model ?? 'gpt-3.5-turbo-instruct:20230824-v2';
  const head = { id, object: 'text_completion', created: 1763690400 };
  const choice = (text: string, index: number, finishReason: string | null): JsonObject => ({
    text,
    index,
    logprobs: null,
    finish_reason: finishReason,
  });
  return {
    path: '/completions',
    required: ['model', 'prompt'],
    body: {
      ...head,
      model,
      choices: texts.map((text, index) => choice(joinText(text), index, reason)),
      usage,
    },
    steps: (request) => {
      const withUsage = asksForUsage(request);
      const chunk = (choices: JsonObject[], chunkUsage: JsonObject | null): Step => ({
        kind: 'event',
        data: { ...head, choices, model, ...(withUsage && { usage: chunkUsage }) },
      });
      const chunks = texts.flatMap((text, index) => {
        const pieces = splitText(text);
        return pieces.map((piece, position) =>
          chunk([choice(piece, index, position === pieces.length - 1 ? reason : null)], null),
        );
      });
      return [...chunks, ...(withUsage ? [chunk([], usage)] : []), done];
    },
  };
}
