import { GoogleGenAI } from '@google/genai';
import {
  type Response,
  createGenerateContentAccumulator,
  createInteractionAccumulator,
  readEmbedContent,
  readGenerateContent,
  readInteraction,
} from '@tokenspan/streams';
import { describe, expect, it, vi } from 'vitest';
import { type Cutting, listCuttings, replaySeed } from './cut-bytes.ts';
import {
  type GoogleAnswer,
  readData,
  readGenerateContentBody,
  readInteractionBody,
} from './read-google-body.ts';
import { type Recording, nameRecording, readRecordings } from './read-recordings.ts';
import { createReplayFetch } from './replay-fetch.ts';

const recordings = readRecordings('google') ?? [];
const cuttings = listCuttings(replaySeed, 5);
const contents = selectApi('generateContent');
const streams = selectApi('streamGenerateContent');
const embeddings = selectApi('batchEmbedContents');
const interactions = selectApi('interactions');

if (recordings.length > 0) {
  console.log(
    `replay of google: ${streams.length} streams, ${contents.length} plain, ${interactions.length} interactions, ` +
      `${embeddings.length} embeddings, ${cuttings.length} cuttings each, REPLAY_SEED=${replaySeed}`,
  );
}

function selectApi(api: string): (readonly [string, Recording])[] {
  return recordings
    .filter((recording) => recording.api === api)
    .map((recording) => [nameRecording(recording), recording] as const);
}

interface Replayed {
  /** With content. */
  kept: Response;
  /** Without content. */
  counted: Response;
}

function createClient(recording: Recording, cutting: Cutting): { client: GoogleGenAI; urls: string[] } {
  const { fetch, urls } = createReplayFetch(recording, cutting);
  const httpOptions = { apiVersion: 'v1beta', fetch };
  return { client: new GoogleGenAI({ apiKey: 'test', httpOptions }), urls };
}

function readModel({ request }: Recording): string {
  return /models\/([^:]+):/.exec(request.url)![1]!;
}

async function replayStream(recording: Recording, cutting: Cutting): Promise<Replayed> {
  const { client, urls } = createClient(recording, cutting);
  const kept = createGenerateContentAccumulator({ content: true });
  const counted = createGenerateContentAccumulator();
  const chunks = await client.models.generateContentStream({
    model: readModel(recording),
    contents: 'Hello',
  });
  for await (const chunk of chunks) {
    expect(kept.finished).toBe(false);
    kept.fold(chunk);
    counted.fold(chunk);
  }
  expect([kept.finished, kept.terminated, counted.finished]).toEqual([true, false, true]);
  expect(urls).toEqual([recording.request.url]);
  return { kept: kept.response(), counted: counted.response() };
}

async function replayPlain(recording: Recording, cutting: Cutting): Promise<Replayed> {
  const { client, urls } = createClient(recording, cutting);
  const answer = await client.models.generateContent({ model: readModel(recording), contents: 'Hello' });
  expect(urls).toEqual([recording.request.url]);
  return { kept: readGenerateContent(answer, { content: true }), counted: readGenerateContent(answer) };
}

async function replayInteraction(recording: Recording, cutting: Cutting): Promise<Replayed> {
  const { client } = createClient(recording, cutting);
  const params = { model: 'gemini-2.5-flash', input: 'Hello' };
  if (!recording.stream) {
    const answer: unknown = await client.interactions.create(params);
    return { kept: readInteraction(answer, { content: true }), counted: readInteraction(answer) };
  }
  const kept = createInteractionAccumulator({ content: true });
  const counted = createInteractionAccumulator();
  for await (const event of await client.interactions.create({ ...params, stream: true })) {
    expect(kept.terminated).toBe(false);
    kept.fold(event);
    counted.fold(event);
  }
  expect([kept.finished, kept.terminated, counted.terminated]).toEqual([true, true, true]);
  return { kept: kept.response(), counted: counted.response() };
}

/** The response in the words of the independent reader. */
function describeResponse(response: Response): GoogleAnswer {
  const { id, model, finishReasons, usage = {}, serviceTier, outputBytes, output = [] } = response;
  const parts = output.flatMap((message) => message.parts);
  return {
    id,
    model,
    finishReasons,
    usage: { ...usage },
    serviceTier,
    text: parts.map((part) => (part.type === 'text' ? part.text : '')).join(''),
    reasoning: parts.map((part) => (part.type === 'reasoning' ? part.text : '')).join(''),
    toolCalls: parts.flatMap((part) => {
      if (part.type !== 'tool_call') return [];
      const { type: _, ...call } = part;
      return [call];
    }),
    serverTools: parts.flatMap((part) => {
      if (part.type === 'server_tool_call') return [part.arguments];
      return part.type === 'server_tool_call_response' ? [part.response] : [];
    }),
    outputBytes,
  };
}

function expectSame({ kept, counted }: Replayed, expected: GoogleAnswer): void {
  const { output, ...withoutContent } = kept;
  expect(describeResponse(kept)).toEqual(expected);
  expect(output).toHaveLength(1);
  expect(counted).toEqual(withoutContent);
}

describe.skipIf(recordings.length === 0)('Google recordings through the real SDK', () => {
  it('finds all kinds of recordings', () => {
    expect(contents).not.toHaveLength(0);
    expect(streams).not.toHaveLength(0);
    expect(embeddings).not.toHaveLength(0);
    expect(interactions).not.toHaveLength(0);
    expect(contents.length + streams.length + embeddings.length + interactions.length).toBe(
      recordings.length,
    );
  });

  describe.each(streams)('%s', (_name, recording) => {
    it.each(cuttings)('gives what the body says: $name', async (cutting) => {
      expectSame(await replayStream(recording, cutting), readGenerateContentBody(recording));
    });

    it('is unfinished wherever it is cut before the last chunk, with the counts so far', () => {
      const accumulator = createGenerateContentAccumulator();
      const chunks = readData<{ usageMetadata: { promptTokenCount: number; candidatesTokenCount?: number } }>(
        recording.response.body,
      );
      for (const chunk of chunks.slice(0, -1)) {
        accumulator.fold(chunk);
        const { finishReasons, usage } = accumulator.response();
        expect(accumulator.finished).toBe(false);
        expect(finishReasons).toEqual(['error']);
        expect(usage?.inputTokens).toBeGreaterThanOrEqual(chunk.usageMetadata.promptTokenCount);
        expect(usage?.outputTokens === undefined).toBe(
          chunk.usageMetadata.candidatesTokenCount === undefined,
        );
      }
      accumulator.fold(chunks.at(-1));
      expect(accumulator.finished).toBe(true);
    });
  });

  describe.each(contents)('%s', (_name, recording) => {
    it.each(cuttings)('gives what the body says: $name', async (cutting) => {
      expectSame(await replayPlain(recording, cutting), readGenerateContentBody(recording));
    });
  });

  describe.each(interactions)('%s', (_name, recording) => {
    it.each(cuttings)('gives what the body says: $name', async (cutting) => {
      // The SDK warns of an interaction that ended incomplete.
      const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined);
      expectSame(await replayInteraction(recording, cutting), readInteractionBody(recording));
      warn.mockRestore();
    });
  });

  describe.each(embeddings)('%s', (_name, recording) => {
    it.each(cuttings)('reports no usage, as the Gemini API reports none: $name', async (cutting) => {
      const { client } = createClient(recording, cutting);
      const answer = await client.models.embedContent({ model: readModel(recording), contents: ['Hello'] });
      const { embeddings: expected } = JSON.parse(recording.response.body) as { embeddings: unknown };
      expect(answer.embeddings).toEqual(expected);
      expect(readEmbedContent(answer)).toEqual({ finishReasons: [], outputBytes: 0 });
    });
  });
});
