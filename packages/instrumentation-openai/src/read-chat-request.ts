import { countTextBytes } from '@tokenspan/core';
import type { Request } from '@tokenspan/streams';
import { readServer } from './read-server.ts';
import {
  countPromptBytes,
  definedFields,
  readNumber,
  readOpenAIAttributes,
  readOutputType,
  readText,
} from './request-fields.ts';
import { readParameters } from './sdk-types.ts';
import type { OpenAIClient, Parameters } from './sdk-types.ts';

/** Reads the neutral request from the parameters of `chat.completions.create`. Keeps no reference to them. */
export function readChatRequest(args: readonly unknown[], client: OpenAIClient): Request {
  const given = readParameters(args[0]);
  const asksForAudio = Array.isArray(given['modalities']) && given['modalities'].includes('audio');
  return {
    operation: 'chat',
    ...readServer(client),
    ...readSampling(given),
    ...definedFields({
      maxTokens: readNumber(given['max_completion_tokens']) ?? readNumber(given['max_tokens']),
      reasoningLevel: readText(given['reasoning_effort']),
      outputType: asksForAudio ? 'speech' : readOutputType(readParameters(given['response_format'])['type']),
    }),
    ...readOpenAIAttributes(given['service_tier'], 'chat_completions'),
    stream: Boolean(given['stream']),
    // Images and audio cost by other rules than their base64 bytes; only text counts.
    inputBytes:
      countTextBytes(given['messages']) + countTextBytes(given['tools']) + countTextBytes(given['functions']),
  };
}

/** Reads the neutral request from the parameters of the legacy `completions.create`. */
export function readCompletionRequest(args: readonly unknown[], client: OpenAIClient): Request {
  const given = readParameters(args[0]);
  return {
    operation: 'text_completion',
    ...readServer(client),
    ...readSampling(given),
    ...definedFields({ maxTokens: readNumber(given['max_tokens']) }),
    stream: Boolean(given['stream']),
    inputBytes: countPromptBytes(given['prompt']),
  };
}

/** How many choices the answer to a chat request has. */
export function countChatChoices(args: readonly unknown[]): number {
  return readNumber(readParameters(args[0])['n']) ?? 1;
}

/** How many choices the answer to a legacy request has: `n` for each prompt. */
export function countCompletionChoices(args: readonly unknown[]): number {
  const { prompt } = readParameters(args[0]);
  const isList = Array.isArray(prompt) && typeof prompt[0] !== 'number';
  return countChatChoices(args) * (isList ? prompt.length : 1);
}

function readSampling(given: Parameters): Partial<Request> {
  const stop = given['stop'];
  const stopSequences = Array.isArray(stop) ? stop.map(String) : undefined;
  return definedFields({
    model: readText(given['model']),
    temperature: readNumber(given['temperature']),
    topP: readNumber(given['top_p']),
    frequencyPenalty: readNumber(given['frequency_penalty']),
    presencePenalty: readNumber(given['presence_penalty']),
    stopSequences: typeof stop === 'string' ? [stop] : stopSequences,
    seed: readNumber(given['seed']),
    choiceCount: readNumber(given['n']),
    serviceTier: readText(given['service_tier']),
  });
}
