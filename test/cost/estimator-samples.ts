import { countTextBytes } from '@tokenspan/core';
import {
  createChatAccumulator,
  createGenerateContentAccumulator,
  createMessageAccumulator,
  createResponseAccumulator,
  readChatCompletion,
  readGenerateContent,
  readMessage,
  readModelResponse,
} from '@tokenspan/streams';
import type { Accumulator, Response } from '@tokenspan/streams';
import { readRecordings } from '../replay/read-recordings.ts';
import type { Recording } from '../replay/read-recordings.ts';

/** One recorded exchange whose bytes can be set against the tokens that the provider counted. */
export interface EstimatorSample {
  id: string;
  model: string;
  /** UTF-8 bytes of the request's text, as the instrumentations count them, and the tokens that they made. */
  input?: ByteCount;
  /** The same of what the model wrote. */
  output?: ByteCount;
}

export interface ByteCount {
  bytes: number;
  tokens: number;
}

interface Dialect {
  read: (body: unknown) => Response;
  accumulate: () => Accumulator;
  /** The parts of a request whose text the instrumentation counts. */
  texts: readonly string[];
}

const chat: Dialect = {
  read: (body) => readChatCompletion(body),
  accumulate: () => createChatAccumulator(),
  texts: ['messages', 'tools', 'functions'],
};
const messages: Dialect = {
  read: (body) => readMessage(body),
  accumulate: () => createMessageAccumulator(),
  texts: ['system', 'messages', 'tools'],
};
const generateContent: Dialect = {
  read: (body) => readGenerateContent(body),
  accumulate: () => createGenerateContentAccumulator(),
  texts: ['contents', 'systemInstruction', 'system_instruction', 'tools'],
};
const dialects: Record<string, Dialect> = {
  'chat.completions': chat,
  responses: {
    read: (body) => readModelResponse(body),
    accumulate: () => createResponseAccumulator(),
    texts: ['instructions', 'input', 'tools'],
  },
  messages,
  'beta.messages': messages,
  generateContent,
  streamGenerateContent: generateContent,
};

/** Content that is not paid by its bytes, and conversations that the service holds. */
const notText =
  /"(?:image_url|input_audio|inlineData|inline_data|fileData|file_data|source|previous_response_id)"\s*:/;

/** The samples of all recordings that count, in the order of their names; `undefined` where there are no recordings. */
export function readSamples(): EstimatorSample[] | undefined {
  const recordings = ['anthropic', 'google', 'openai'].flatMap((provider) => readRecordings(provider) ?? []);
  return recordings.length > 0 ? recordings.flatMap((recording) => readSample(recording) ?? []) : undefined;
}

function readSample(recording: Recording): EstimatorSample | undefined {
  const dialect = dialects[recording.api];
  if (!dialect || recording.handmade || recording.response.status >= 400) return undefined;
  const { body } = recording.request;
  const response = recording.stream
    ? readStream(recording, dialect)
    : dialect.read(JSON.parse(recording.response.body));
  const { usage, outputBytes, model = '' } = response;
  if (!usage) return undefined;
  const bytes = dialect.texts.reduce((sum, name) => sum + countTextBytes(body[name]), 0);
  // A tool that the provider runs puts its own text into the prompt, and reasoning is not always shown.
  const runsTools = recording.id.includes('servertools');
  const isText = bytes > 0 && !notText.test(JSON.stringify(body)) && !runsTools;
  const isSeen = outputBytes > 0 && !usage.reasoningTokens && !runsTools;
  return {
    id: recording.id,
    model,
    ...(isText && usage.inputTokens && { input: { bytes, tokens: usage.inputTokens } }),
    ...(isSeen && usage.outputTokens && { output: { bytes: outputBytes, tokens: usage.outputTokens } }),
  };
}

function readStream({ response }: Recording, dialect: Dialect): Response {
  const accumulator = dialect.accumulate();
  for (const line of response.body.split(/\r?\n/)) {
    const data = line.startsWith('data:') ? line.slice(5).trim() : '';
    if (data.startsWith('{')) accumulator.fold(JSON.parse(data));
  }
  return accumulator.response();
}
