import { countTextBytes } from '@tokenspan/core';
import type { Request } from '@tokenspan/streams';
import { readServer } from './read-server.ts';
import {
  definedFields,
  readNumber,
  readOpenAIAttributes,
  readOutputType,
  readText,
} from './request-fields.ts';
import { readParameters } from './sdk-types.ts';
import type { OpenAIClient } from './sdk-types.ts';

/** Reads the neutral request from the parameters of `responses.create`. Keeps no reference to them. */
export function readResponseRequest(args: readonly unknown[], client: OpenAIClient): Request {
  const given = readParameters(args[0]);
  const { conversation, text } = given;
  return {
    operation: 'chat',
    ...readServer(client),
    ...definedFields({
      model: readText(given['model']),
      maxTokens: readNumber(given['max_output_tokens']),
      temperature: readNumber(given['temperature']),
      topP: readNumber(given['top_p']),
      reasoningLevel: readText(readParameters(given['reasoning'])['effort']),
      outputType: readOutputType(readParameters(readParameters(text)['format'])['type']),
      previousResponseId: readText(given['previous_response_id']),
      conversationId: readText(conversation) ?? readText(readParameters(conversation)['id']),
      serviceTier: readText(given['service_tier']),
    }),
    ...readOpenAIAttributes(given['service_tier'], 'responses'),
    stream: Boolean(given['stream']),
    inputBytes:
      countTextBytes(given['instructions']) + countTextBytes(given['input']) + countTextBytes(given['tools']),
  };
}

/**
 * Reads the neutral request from the arguments of `responses.retrieve` with `stream: true`: a response that was made by
 * another call, so that no prompt is sent.
 */
export function readFetchRequest(args: readonly unknown[], client: OpenAIClient): Request {
  const [responseId, query] = args;
  const cursor = readParameters(query)['starting_after'];
  return {
    operation: 'fetch_response',
    ...readServer(client),
    attributes: {
      'openai.api.type': 'responses',
      ...(typeof responseId === 'string' && { 'gen_ai.response.id': responseId }),
      ...(typeof cursor === 'number' && { 'gen_ai.request.stream_cursor': String(cursor) }),
    },
    stream: true,
  };
}

/** Whether a call of `responses.retrieve` asks for the events of the response. */
export function fetchesStream(args: readonly unknown[]): boolean {
  return Boolean(readParameters(args[1])['stream']);
}
