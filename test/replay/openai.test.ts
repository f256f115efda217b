import type { Accumulator, Response } from '@tokenspan/streams';
import {
  createChatAccumulator,
  createCompletionAccumulator,
  createResponseAccumulator,
  readChatCompletion,
  readCompletion,
  readEmbeddingList,
  readModelResponse,
} from '@tokenspan/streams';
import OpenAI, { APIError } from 'openai';
import { describe, expect, it } from 'vitest';
import { type Cutting, listCuttings, replaySeed } from './cut-bytes.ts';
import { type OpenAIAnswerFacts, readEvents, readOpenAIBody } from './read-openai-body.ts';
import { type Recording, nameRecording, readRecordings } from './read-recordings.ts';
import { createReplayFetch } from './replay-fetch.ts';

interface Api {
  create(client: OpenAI, params: never): PromiseLike<unknown>;
  read(body: unknown, options?: { content: boolean }): Response;
  accumulate(options?: { content: boolean }): Accumulator;
}

const apis: Record<string, Api> = {
  'chat.completions': {
    create: (client, params) => client.chat.completions.create(params),
    read: readChatCompletion,
    accumulate: createChatAccumulator,
  },
  completions: {
    create: (client, params) => client.completions.create(params),
    read: readCompletion,
    accumulate: createCompletionAccumulator,
  },
  responses: {
    create: (client, params) => client.responses.create(params),
    read: readModelResponse,
    accumulate: createResponseAccumulator,
  },
  embeddings: {
    create: (client, params) => client.embeddings.create(params),
    read: readEmbeddingList,
    accumulate: createChatAccumulator,
  },
};

const recordings = (readRecordings('openai') ?? []).filter(({ api }) => api in apis);
const answered = recordings.filter(({ response }) => response.status < 400);
const streamed = answered.filter(({ stream }) => stream).map((one) => [nameRecording(one), one] as const);
const plain = answered.filter(({ stream }) => !stream).map((one) => [nameRecording(one), one] as const);
const refused = recordings.filter(({ response }) => response.status >= 400);
const cuttings = listCuttings(replaySeed, 4);

if (recordings.length > 0) {
  console.log(
    `replay of openai: ${streamed.length} streams, ${plain.length} plain, ${refused.length} errors, ` +
      `${cuttings.length} cuttings each, REPLAY_SEED=${replaySeed}`,
  );
}

function createClient(recording: Recording, cutting: Cutting): OpenAI {
  const { fetch } = createReplayFetch(recording, cutting);
  return new OpenAI({ apiKey: 'test', fetch, maxRetries: 0, logLevel: 'off' });
}

function findApi({ api }: Recording): Api {
  return apis[api]!;
}

function callApi(recording: Recording, cutting: Cutting): PromiseLike<unknown> {
  const params = { ...recording.request.body, stream: recording.stream };
  return findApi(recording).create(createClient(recording, cutting), params as never);
}

/** The response in the words of the independent reader. */
function describeFacts({ id = '', model = '', ...response }: Response): OpenAIAnswerFacts {
  const {
    inputByModality: _in,
    outputByModality: _out,
    serverToolRequests: _tools,
    ...counts
  } = response.usage ?? {};
  return {
    id,
    model,
    finishReasons: response.finishReasons,
    usage: { ...counts } as Record<string, number>,
    serviceTier: response.serviceTier ?? '',
    choices: (response.output ?? []).map(({ parts }) => ({
      text: parts.map((part) => (part.type === 'text' ? part.text : '')).join(''),
      reasoning: parts.map((part) => (part.type === 'reasoning' ? part.text : '')).join(''),
      toolCalls: parts.flatMap((part) =>
        part.type === 'tool_call' && part.name !== 'computer' && part.name !== 'local_shell'
          ? [{ id: part.id ?? '', name: part.name, arguments: part.arguments }]
          : [],
      ),
    })),
  };
}

function expectSame(kept: Response, counted: Response, recording: Recording): void {
  const { output: _, ...withoutContent } = kept;
  expect(describeFacts(kept)).toEqual(readOpenAIBody(recording));
  expect(counted).toEqual(withoutContent);
}

function fold(accumulator: Accumulator, events: readonly unknown[]): Response {
  for (const event of events) accumulator.fold(event);
  return accumulator.response();
}

describe.skipIf(recordings.length === 0)('OpenAI recordings through the real SDK', () => {
  it('finds streams and plain answers of all APIs', () => {
    expect(new Set(recordings.map(({ api }) => api))).toEqual(new Set(Object.keys(apis)));
    expect(streamed.length).toBeGreaterThan(20);
    expect(plain.length).toBeGreaterThan(60);
  });

  describe.each(streamed)('%s', (_name, recording) => {
    const api = findApi(recording);

    it.each(cuttings)('gives what the body says: $name', async (cutting) => {
      const events: unknown[] = [];
      for await (const event of (await callApi(recording, cutting)) as AsyncIterable<unknown>) {
        events.push(event);
      }
      const accumulator = api.accumulate({ content: true });
      expectSame(fold(accumulator, events), fold(api.accumulate(), events), recording);
      expect(accumulator.finished).toBe(true);
    });

    it('is not finished before its last finish reason, and not terminated before its last event', () => {
      const events = readEvents(recording.response.body);
      const accumulator = api.accumulate();
      const ends = events.map((event) =>
        /"finish_reason":"|"type":"response.completed"/.test(JSON.stringify(event)),
      );
      for (const [index, event] of events.entries()) {
        expect(accumulator.terminated).toBe(false);
        accumulator.fold(event);
        // Together ends every tool call with a reason, and takes it back with the next.
        if (!ends[index] && index < ends.lastIndexOf(true)) expect(accumulator.finished).toBe(false);
      }
      expect(accumulator.finished).toBe(true);
    });
  });

  describe.each(plain)('%s', (_name, recording) => {
    it.each(cuttings.slice(0, 1))('gives what the body says: $name', async (cutting) => {
      const body = await callApi(recording, cutting);
      const { read } = findApi(recording);
      expectSame(read(body, { content: true }), read(body), recording);
    });
  });

  it.each(refused)('throws what the provider answered: $id', async (recording) => {
    const error: unknown = await Promise.resolve(callApi(recording, cuttings[0]!)).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(APIError);
    expect(error).toHaveProperty('status', recording.response.status);
  });
});
