import { countTextBytes } from '@tokenspan/core';
import type { OperationName, Request } from '@tokenspan/streams';
import { readServer } from './read-server.ts';
import type { AnthropicClient, MessageParameters } from './sdk-types.ts';

/**
 * Reads the neutral request from the parameters of `messages.create`, or of the legacy `completions.create` (`prompt`,
 * `max_tokens_to_sample`). Changes nothing and keeps no reference to them.
 */
export function readRequest(
  parameters: unknown,
  client: AnthropicClient,
  operation: OperationName = 'chat',
): Request {
  const given = (
    typeof parameters === 'object' && parameters !== null ? parameters : {}
  ) as MessageParameters;
  const { output_config: outputConfig } = given;
  const request: Request = {
    operation,
    ...readServer(client),
    stream: given.stream === true,
    // Images and documents cost by other rules than their base64 bytes; only text counts.
    inputBytes:
      countTextBytes(given.system) +
      countTextBytes(given.messages) +
      countTextBytes(given.tools) +
      countTextBytes(given.prompt),
  };
  setText(request, 'model', given.model);
  setText(request, 'serviceTier', given.service_tier);
  setText(request, 'reasoningLevel', outputConfig?.effort);
  setNumber(request, 'maxTokens', given.max_tokens ?? given.max_tokens_to_sample);
  setNumber(request, 'temperature', given.temperature);
  setNumber(request, 'topP', given.top_p);
  setNumber(request, 'topK', given.top_k);
  if (Array.isArray(given.stop_sequences)) request.stopSequences = given.stop_sequences.map(String);
  if (outputConfig?.format || given.output_format) request.outputType = 'json';
  return request;
}

function setText(request: Request, name: 'model' | 'serviceTier' | 'reasoningLevel', value: unknown): void {
  if (typeof value === 'string') request[name] = value;
}

function setNumber(
  request: Request,
  name: 'maxTokens' | 'temperature' | 'topP' | 'topK',
  value: unknown,
): void {
  if (typeof value === 'number') request[name] = value;
}
