import { countTextBytes } from '@tokenspan/core';
import type { Request } from '@tokenspan/streams';

/** A number that the caller sent, as it is. */
export function readNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** A text that the caller sent, as it is. */
export function readText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Leaves out the fields that the caller did not send. */
export function definedFields(fields: {
  [Name in keyof Request]?: Request[Name] | undefined;
}): Partial<Request> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The output type that a `response_format` or `text.format` of this type asks for. */
export function readOutputType(formatType: unknown): Request['outputType'] {
  if (formatType === 'json_schema' || formatType === 'json_object') return 'json';
  return formatType === 'text' ? 'text' : undefined;
}

/** The attributes that the conventions have for OpenAI alone. */
export function readOpenAIAttributes(
  serviceTier: unknown,
  apiType?: 'chat_completions' | 'responses',
): Pick<Request, 'attributes'> {
  const tier = readText(serviceTier);
  const attributes = {
    ...(apiType !== undefined && { 'openai.api.type': apiType }),
    ...(tier !== undefined && tier !== 'auto' && { 'openai.request.service_tier': tier }),
  };
  return Object.keys(attributes).length > 0 ? { attributes } : {};
}

/** An estimate of the input tokens is made from bytes, four a token; what was sent as tokens counts so. */
const BYTES_PER_TOKEN = 4;

/** UTF-8 bytes of a `prompt` or `input` that is text, a list of texts, or a list of tokens, or of lists of tokens. */
export function countPromptBytes(prompt: unknown): number {
  if (!Array.isArray(prompt)) return countTextBytes(prompt);
  if (typeof prompt[0] === 'number') return prompt.length * BYTES_PER_TOKEN;
  return prompt.reduce((bytes: number, one: unknown) => bytes + countPromptBytes(one), 0);
}
