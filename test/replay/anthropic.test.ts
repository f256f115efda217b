import Anthropic, { APIError } from '@anthropic-ai/sdk';
import type { MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import { type Response, createMessageAccumulator, readMessage } from '@tokenspan/streams';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Cutting, listCuttings, replaySeed } from './cut-bytes.ts';
import { type AnthropicAnswer, readAnthropicBody, readEvents } from './read-anthropic-body.ts';
import { type Recording, nameRecording, readRecordings } from './read-recordings.ts';
import { createReplayFetch } from './replay-fetch.ts';

const recordings = readRecordings('anthropic') ?? [];
const answered = recordings.filter(({ response }) => response.status < 400);
const streamed = answered
  .filter(({ stream }) => stream)
  .map((recording) => [nameRecording(recording), recording] as const);
const plain = answered
  .filter(({ stream }) => !stream)
  .map((recording) => [nameRecording(recording), recording] as const);
const refused = recordings.filter(({ response }) => response.status >= 400);
const cuttings = listCuttings(replaySeed, 5);

if (recordings.length > 0) {
  console.log(
    `replay of anthropic: ${streamed.length} streams, ${plain.length} plain, ${refused.length} errors, ` +
      `${cuttings.length} cuttings each, REPLAY_SEED=${replaySeed}`,
  );
}

function createClient(recording: Recording, cutting: Cutting): { client: Anthropic; urls: string[] } {
  const { fetch, urls } = createReplayFetch(recording, cutting);
  return { client: new Anthropic({ apiKey: 'test', fetch, maxRetries: 0, logLevel: 'off' }), urls };
}

function readParams({ request }: Recording): MessageCreateParamsNonStreaming {
  const { stream: _, ...params } = request.body;
  return params as unknown as MessageCreateParamsNonStreaming;
}

async function replayStream(
  recording: Recording,
  cutting: Cutting,
): Promise<{ kept: Response; counted: Response }> {
  const { client, urls } = createClient(recording, cutting);
  const kept = createMessageAccumulator({ content: true });
  const counted = createMessageAccumulator();
  const params = { ...readParams(recording), stream: true as const };
  const stream =
    recording.api === 'beta.messages'
      ? await client.beta.messages.create(params)
      : await client.messages.create(params);
  for await (const event of stream) {
    expect(kept.terminated).toBe(false);
    kept.fold(event);
    counted.fold(event);
  }
  expect([kept.finished, kept.terminated, counted.finished, counted.terminated]).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expectUrl(urls, recording);
  return { kept: kept.response(), counted: counted.response() };
}

async function replayPlain(
  recording: Recording,
  cutting: Cutting,
): Promise<{ kept: Response; counted: Response }> {
  const { client, urls } = createClient(recording, cutting);
  const params = readParams(recording);
  const message =
    recording.api === 'beta.messages'
      ? await client.beta.messages.create(params)
      : await client.messages.create(params);
  expectUrl(urls, recording);
  return { kept: readMessage(message, { content: true }), counted: readMessage(message) };
}

/** One request, to the recorded place; only older SDKs mark beta calls with `?beta=true`. */
function expectUrl(urls: string[], { request }: Recording): void {
  expect(urls).toEqual([request.url.replace('?beta=true', '')]);
}

/** The response in the words of the independent reader. */
function describeResponse(response: Response): AnthropicAnswer {
  const { id = '', model = '', finishReasons, usage = {}, serviceTier, outputBytes, output = [] } = response;
  const parts = output.flatMap((message) => message.parts);
  return {
    id,
    model,
    finishReason: finishReasons.join(),
    usage: { ...usage } as Record<string, number>,
    serviceTier,
    text: parts.map((part) => (part.type === 'text' ? part.text : '')).join(''),
    reasoning: parts.map((part) => (part.type === 'reasoning' ? part.text : '')).join(''),
    redacted: parts.filter((part) => part.type === 'reasoning' && part.redacted).length,
    toolCalls: parts.flatMap((part) =>
      part.type === 'tool_call' ? [{ id: part.id ?? '', name: part.name, arguments: part.arguments }] : [],
    ),
    outputBytes,
  };
}

function expectSame(replayed: { kept: Response; counted: Response }, recording: Recording): void {
  const { kept, counted } = replayed;
  const { output, ...withoutContent } = kept;
  expect(describeResponse(kept)).toEqual(readAnthropicBody(recording));
  expect(output).toHaveLength(1);
  expect(counted).toEqual(withoutContent);
}

describe.skipIf(recordings.length === 0)('Anthropic recordings through the real SDK', () => {
  beforeAll(() => {
    // The SDK warns of models that have been withdrawn since they were recorded.
    vi.spyOn(console, 'warn').mockReturnValue(undefined);
    return () => vi.restoreAllMocks();
  });

  it('finds streams and plain answers', () => {
    expect(streamed).not.toHaveLength(0);
    expect(plain).not.toHaveLength(0);
  });

  describe.each(streamed)('%s', (_name, recording) => {
    it.each(cuttings)('gives what the body says: $name', async (cutting) => {
      expectSame(await replayStream(recording, cutting), recording);
    });

    it('gives the same response as the message that the SDK puts together', async () => {
      const cutting = cuttings[0]!;
      const { kept } = await replayStream(recording, cutting);
      const { client } = createClient(recording, cutting);
      const message = await client.messages.stream(readParams(recording)).finalMessage();
      const { outputBytes: _spaced, ...expected } = kept;
      expect(readMessage(message, { content: true })).toMatchObject(expected);
    });

    it('reports no output tokens and no finish reason wherever it is cut before message_delta', () => {
      const accumulator = createMessageAccumulator();
      const events = readEvents(recording.response.body);
      const end = events.findIndex(({ type }) => type === 'message_delta');
      for (const event of events.slice(0, end)) {
        accumulator.fold(event);
        expect(accumulator.finished).toBe(false);
        expect(accumulator.response().finishReasons).toEqual(['error']);
        expect(accumulator.response().usage).not.toHaveProperty('outputTokens');
        expect(accumulator.response().usage?.inputTokens).toBeGreaterThan(0);
      }
    });
  });

  describe.each(plain)('%s', (_name, recording) => {
    it.each(cuttings)('gives what the body says: $name', async (cutting) => {
      expectSame(await replayPlain(recording, cutting), recording);
    });
  });

  it.each(refused)('throws what the provider answered: $id', async (recording) => {
    const { client } = createClient(recording, cuttings[0]!);
    const error: unknown = await client.messages
      .create(readParams(recording))
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(APIError);
    expect(error).toHaveProperty('status', recording.response.status);
  });
});
