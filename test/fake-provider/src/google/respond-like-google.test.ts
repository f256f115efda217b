import { ApiError, GoogleGenAI } from '@google/genai';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  dropAfterEvents,
  geminiAnswer,
  geminiErrorEventAfterEvents,
  geminiRateLimitError,
  interaction,
  readGooglePath,
  respondLikeGoogle,
  startFakeProvider,
  truncateAfterEvents,
} from '../index.ts';
import type { FakeProvider } from '../index.ts';

const model = 'gemini-2.5-flash';
const contents = 'Hello';
let provider: FakeProvider;

beforeEach(async () => {
  provider = await startFakeProvider();
});

afterEach(() => provider.close());

function createClient(options: { vertexai?: boolean; apiVersion?: string } = {}): GoogleGenAI {
  return new GoogleGenAI({ apiKey: 'test', ...options, httpOptions: { baseUrl: provider.url } });
}

async function readAll<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const chunks: T[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

describe('respondLikeGoogle', () => {
  it.each([
    [{}, '/v1/models/gemini-2.5-flash:generateContent'],
    [{ apiVersion: 'v1beta' }, '/v1beta/models/gemini-2.5-flash:generateContent'],
    [{ vertexai: true }, '/v1beta1/publishers/google/models/gemini-2.5-flash:generateContent'],
  ])('answers the plain call of a client with %j at %s', async (options, path) => {
    provider.replyWith(respondLikeGoogle(geminiAnswer({ parts: ['Hello there.'] })));
    const response = await createClient(options).models.generateContent({ model, contents });
    expect(provider.requests.map((request) => request.path)).toEqual([path]);
    expect(response.text).toBe('Hello there.');
    expect(response.usageMetadata).toMatchObject({ promptTokenCount: 12, candidatesTokenCount: 9 });
  });

  it('streams as the Gemini API does: CRLF, usage in every chunk, at first without the output', async () => {
    provider.replyWith(respondLikeGoogle(geminiAnswer({ parts: [['Hel', 'lo ', 'there.']] })));
    const chunks = await readAll(await createClient().models.generateContentStream({ model, contents }));
    expect(chunks.map((chunk) => chunk.text)).toEqual(['Hel', 'lo ', 'there.']);
    expect(chunks.map((chunk) => chunk.usageMetadata?.candidatesTokenCount)).toEqual([undefined, 6, 9]);
    expect(chunks.at(-1)?.candidates?.[0]?.finishReason).toBe('STOP');
    const raw = await fetch(`${provider.url}/v1beta/models/m:streamGenerateContent?alt=sse`, {
      method: 'POST',
      body: '{"contents":[]}',
    });
    expect(await raw.text()).toMatch(/^data: .*\r\n\r\ndata: .*\r\n\r\ndata: .*\r\n\r\n$/);
  });

  it('streams as Vertex does: LF, an empty usage first and the whole one last', async () => {
    provider.replyWith(
      respondLikeGoogle(geminiAnswer({ service: 'vertex', parts: [['Hel', 'lo ', 'there.']] })),
    );
    const stream = await createClient({ vertexai: true }).models.generateContentStream({ model, contents });
    const chunks = await readAll(stream);
    expect(chunks.map((chunk) => chunk.usageMetadata?.totalTokenCount)).toEqual([undefined, undefined, 21]);
    expect(chunks[0]?.usageMetadata).toEqual({});
    expect(chunks.map((chunk) => chunk.candidates?.[0]?.index)).toEqual([undefined, undefined, undefined]);
  });

  it('makes embeddings in the way of both services', async () => {
    provider.replyWith(respondLikeGoogle(geminiAnswer()));
    const request = { model: 'gemini-embedding-001', contents: ['one', 'two two'] };
    const gemini = await createClient().models.embedContent(request);
    const vertex = await createClient({ vertexai: true }).models.embedContent(request);
    expect(gemini.embeddings?.map(({ values }) => values?.length)).toEqual([3, 3]);
    expect(vertex.embeddings?.map(({ statistics }) => statistics?.tokenCount)).toEqual([1, 2]);
    expect(provider.requests.map(({ path }) => readGooglePath(path)?.method)).toEqual([
      'batchEmbedContents',
      'predict',
    ]);
  });

  it('answers interactions, plain and streamed', async () => {
    const interacted = interaction({ steps: ['Hello there.'] });
    provider.replyWith(respondLikeGoogle(geminiAnswer(), { interaction: interacted }));
    const { interactions } = createClient();
    const plain = await interactions.create({ model, input: contents });
    const events = await readAll(await interactions.create({ model, input: contents, stream: true }));
    expect(plain).toMatchObject({ status: 'completed', usage: { total_tokens: 21 } });
    expect(events.map((event) => event.event_type)).toEqual([
      'interaction.created',
      'interaction.status_update',
      'step.start',
      'step.delta',
      'step.stop',
      'interaction.completed',
    ]);
  });

  it('fails as Google fails', async () => {
    provider.reply(geminiRateLimitError());
    provider.replyWith(respondLikeGoogle(geminiAnswer()));
    const error: unknown = await createClient()
      .models.generateContent({ model, contents })
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 429, message: expect.stringContaining('RESOURCE_EXHAUSTED') });
    const elsewhere = await fetch(`${provider.url}/v2/models/m:generateContent`, { method: 'POST' });
    expect(elsewhere.status).toBe(404);
    const empty = await fetch(`${provider.url}/v1/models/m:generateContent`, { method: 'POST', body: '{}' });
    expect(empty.status).toBe(400);
  });

  it.each([
    ['an error event', geminiErrorEventAfterEvents(2), /UNAVAILABLE/],
    ['a dropped connection', dropAfterEvents(2), /terminated/],
  ])('breaks a stream by %s', async (_name, fault, message) => {
    const answer = geminiAnswer({ parts: [['Hel', 'lo ', 'there.']] });
    provider.replyWith(respondLikeGoogle(answer, { faults: [fault] }));
    const stream = await createClient().models.generateContentStream({ model, contents });
    const seen: unknown[] = [];
    const read = async (): Promise<void> => {
      for await (const chunk of stream) seen.push(chunk.text);
    };
    await expect(read()).rejects.toThrow(message);
    expect(seen).toEqual(['Hel', 'lo ']);
  });

  it('cuts a stream off without a word', async () => {
    const answer = geminiAnswer({ parts: [['Hel', 'lo ', 'there.']] });
    provider.replyWith(respondLikeGoogle(answer, { faults: [truncateAfterEvents(2)] }));
    const chunks = await readAll(await createClient().models.generateContentStream({ model, contents }));
    expect(chunks.map((chunk) => chunk.text)).toEqual(['Hel', 'lo ']);
  });

  it('has the shapes without parts, without content and with a blocked prompt', () => {
    const noParts = geminiAnswer({ without: 'parts', finishReason: 'MAX_TOKENS' }).body;
    const noContent = geminiAnswer({ without: 'content', finishReason: 'MALFORMED_FUNCTION_CALL' }).body;
    const blocked = geminiAnswer({ blockReason: 'SAFETY' }).body;
    expect(noParts['candidates']).toEqual([{ content: { role: 'model' }, finishReason: 'MAX_TOKENS' }]);
    expect(noContent['candidates']).toEqual([{ finishReason: 'MALFORMED_FUNCTION_CALL' }]);
    expect(blocked).toMatchObject({ promptFeedback: { blockReason: 'SAFETY' } });
    expect(blocked).not.toHaveProperty('candidates');
  });

  it.each([
    ['/v1/models/m:generateContent?key=k', { version: 'v1', model: 'models/m', service: 'gemini' }],
    [
      '/v1beta/tunedModels/t:generateContent',
      { version: 'v1beta', model: 'tunedModels/t', service: 'gemini' },
    ],
    [
      '/v1beta1/projects/p/locations/global/publishers/google/models/m:generateContent',
      { version: 'v1beta1', model: 'models/m', service: 'vertex' },
    ],
  ])('takes the path %s apart', (path, expected) => {
    expect(readGooglePath(path)).toEqual({ ...expected, method: 'generateContent' });
  });
});
