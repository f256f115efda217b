import { countTextBytes } from '@tokenspan/core';
import type { Request } from '@tokenspan/streams';
import { readServer } from './read-server.ts';
import type { ApiClient, InteractionParameters, InteractionsResource, ModelParameters } from './sdk-types.ts';
import { setNumber, setText } from './set-field.ts';

/** Reads the neutral request from the parameters of `generateContent`. Changes nothing and keeps no reference to them. */
export function readContentRequest(
  parameters: unknown,
  client: ApiClient | undefined,
  stream: boolean,
): Request {
  const given = readObject<ModelParameters>(parameters);
  const config = given.config ?? {};
  const request: Request = {
    operation: 'generate_content',
    ...readServer(client, config.httpOptions?.baseUrl),
    stream,
    // Images and documents cost by other rules than their base64 bytes; only text counts.
    inputBytes:
      countTextBytes(given.contents) +
      countTextBytes(config.systemInstruction) +
      countTextBytes(config.tools),
  };
  setText(request, 'model', given.model);
  setText(request, 'serviceTier', config.serviceTier);
  setText(request, 'reasoningLevel', config.thinkingConfig?.thinkingLevel);
  setNumber(request, 'maxTokens', config.maxOutputTokens);
  setNumber(request, 'temperature', config.temperature);
  setNumber(request, 'topP', config.topP);
  setNumber(request, 'topK', config.topK);
  setNumber(request, 'frequencyPenalty', config.frequencyPenalty);
  setNumber(request, 'presencePenalty', config.presencePenalty);
  setNumber(request, 'seed', config.seed);
  if (config.candidateCount !== 1) setNumber(request, 'choiceCount', config.candidateCount);
  if (Array.isArray(config.stopSequences)) request.stopSequences = config.stopSequences.map(String);
  const outputType = readOutputType(config.responseMimeType, config.responseModalities);
  if (outputType) request.outputType = outputType;
  return request;
}

/** Reads the neutral request from the parameters of `embedContent`. */
export function readEmbeddingRequest(parameters: unknown, client: ApiClient | undefined): Request {
  const given = readObject<ModelParameters>(parameters);
  const request: Request = {
    operation: 'embeddings',
    ...readServer(client, given.config?.httpOptions?.baseUrl),
    stream: false,
    inputBytes: countTextBytes(given.contents),
  };
  setText(request, 'model', given.model);
  setNumber(request, 'dimensionCount', given.config?.outputDimensionality);
  return request;
}

/** Reads the neutral request from the parameters of `interactions.create`. */
export function readInteractionRequest(parameters: unknown, resource: InteractionsResource): Request {
  const given = readObject<InteractionParameters>(parameters);
  const config = given.generation_config ?? {};
  const client = resource.parentClient ?? resource._client?.clientAdapter;
  const request: Request = {
    operation: 'generate_content',
    ...readServer(client, resource._client?.baseURL),
    stream: given.stream === true,
    inputBytes:
      countTextBytes(given.input) + countTextBytes(given.system_instruction) + countTextBytes(given.tools),
  };
  setText(request, 'model', given.model);
  setText(request, 'serviceTier', given.service_tier);
  setText(request, 'reasoningLevel', config.thinking_level);
  setText(request, 'previousResponseId', given.previous_interaction_id);
  setNumber(request, 'maxTokens', config.max_output_tokens);
  setNumber(request, 'temperature', config.temperature);
  setNumber(request, 'topP', config.top_p);
  setNumber(request, 'seed', config.seed);
  if (Array.isArray(config.stop_sequences)) request.stopSequences = config.stop_sequences.map(String);
  if (given.response_mime_type === 'application/json') request.outputType = 'json';
  return request;
}

function readOutputType(mimeType: unknown, modalities: unknown): Request['outputType'] {
  if (Array.isArray(modalities)) {
    const names = modalities.map((name) => String(name).toUpperCase());
    if (names.includes('IMAGE')) return 'image';
    if (names.includes('AUDIO')) return 'speech';
  }
  if (mimeType === 'application/json') return 'json';
  return mimeType === 'text/plain' ? 'text' : undefined;
}

function readObject<T extends object>(value: unknown): Partial<T> {
  return typeof value === 'object' && value !== null ? value : {};
}
