import { isApiPromise, withheld, withholdEvents } from '@tokenspan/streams';
import { reportsUsageOnRequest } from './provider-hosts.ts';
import { readUrl } from './read-server.ts';
import { readParameters } from './sdk-types.ts';
import type { OpenAIClient, Parameters } from './sdk-types.ts';

/**
 * Whether streams are asked for their usage where the caller did not say: `auto` where the service is known to answer as
 * OpenAI does, `always`, `never`.
 */
export type StreamUsage = 'auto' | 'always' | 'never';

/**
 * The arguments of a call with `stream_options.include_usage` in a copy of the parameters; undefined where the call is to go
 * out as it is: no stream, the caller said it either way, or another service.
 */
export function askForUsage(
  args: readonly unknown[],
  client: OpenAIClient,
  streamUsage: StreamUsage,
): unknown[] | undefined {
  if (streamUsage === 'never') return undefined;
  const [given, options, ...rest] = args;
  const parameters = readParameters(given);
  const streamOptions = readParameters(parameters['stream_options']);
  if (!parameters['stream'] || (streamOptions['include_usage'] ?? undefined) !== undefined) return undefined;
  // The body of the request options takes the place of the parameters.
  if (readParameters(options)['body'] !== undefined) return undefined;
  if (streamUsage === 'auto' && !isKnown(client)) return undefined;
  return [{ ...parameters, stream_options: { ...streamOptions, include_usage: true } }, options, ...rest];
}

function isKnown(client: OpenAIClient): boolean {
  const url = readUrl(client);
  return url !== undefined && reportsUsageOnRequest(url);
}

/** Gives the caller the stream that the request would have had: without the chunk of usage, and without `usage: null`. */
export function hideUsage(promise: unknown): void {
  if (isApiPromise(promise)) withholdEvents(promise, hideUsageOf);
}

function hideUsageOf(event: unknown): unknown {
  const chunk = readParameters(event);
  if (!('usage' in chunk)) return event;
  if (chunk['usage'] === null) return withoutUsage(chunk);
  return Array.isArray(chunk['choices']) && chunk['choices'].length === 0 ? withheld : event;
}

// A copy: `delete` would leave the caller a slow object, and what observed the chunk may hold it.
function withoutUsage(chunk: Parameters): Parameters {
  const { usage: _, ...rest } = chunk;
  return rest;
}
