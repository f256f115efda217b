import { describe, expect, it } from 'vitest';
import { readContentRequest, readEmbeddingRequest, readInteractionRequest } from './read-request.ts';
import { readServer } from './read-server.ts';

const client = { isVertexAI: () => false, getBaseUrl: () => 'https://generativelanguage.googleapis.com/' };
const server = {
  provider: 'gcp.gemini',
  serverAddress: 'generativelanguage.googleapis.com',
  serverPort: 443,
};

describe('readContentRequest', () => {
  it('reads what the caller set, and nothing else', () => {
    const config = {
      temperature: 0,
      topP: 0.9,
      topK: 40,
      maxOutputTokens: 100,
      candidateCount: 1,
      frequencyPenalty: 0.1,
      presencePenalty: 0.2,
      stopSequences: ['END'],
      seed: 7,
      responseMimeType: 'application/json',
      thinkingConfig: { thinkingLevel: 'LOW' },
      serviceTier: 'flex',
      systemInstruction: 'Be brief.',
    };
    expect(
      readContentRequest({ model: 'gemini-2.5-flash', contents: 'Grüße', config }, client, true),
    ).toEqual({
      operation: 'generate_content',
      ...server,
      stream: true,
      model: 'gemini-2.5-flash',
      temperature: 0,
      topP: 0.9,
      topK: 40,
      maxTokens: 100,
      frequencyPenalty: 0.1,
      presencePenalty: 0.2,
      stopSequences: ['END'],
      seed: 7,
      outputType: 'json',
      reasoningLevel: 'LOW',
      serviceTier: 'flex',
      // "Grüße" in UTF-8 and "Be brief.".
      inputBytes: 7 + 9,
    });
  });

  it('counts neither base64 data nor signatures nor addresses of files', () => {
    const parts = [
      { inlineData: { data: 'AAAA'.repeat(100), mimeType: '' } },
      { thoughtSignature: 'BBBB'.repeat(100), text: 'Hi' },
      { fileData: { fileUri: 'https://files.example/1' } },
    ];
    expect(readContentRequest({ contents: [{ parts }] }, client, false).inputBytes).toBe(2);
  });

  it.each([
    [['IMAGE', 'TEXT'], 'image'],
    [['AUDIO'], 'speech'],
    [['TEXT'], undefined],
  ])('reads the modalities %j as %s', (responseModalities, expected) => {
    expect(readContentRequest({ config: { responseModalities } }, client, false).outputType).toBe(expected);
  });

  it.each([[undefined], [null], ['text'], [{ config: { temperature: 'hot', stopSequences: 'END' } }]])(
    'takes anything: %j',
    (parameters) => {
      expect(readContentRequest(parameters, undefined, false)).toEqual({
        operation: 'generate_content',
        provider: 'gcp.gemini',
        stream: false,
        inputBytes: 0,
      });
    },
  );
});

it('reads a request for embeddings', () => {
  const config = { outputDimensionality: 3 };
  expect(readEmbeddingRequest({ model: 'e', contents: ['one', 'two'], config }, client)).toEqual({
    operation: 'embeddings',
    ...server,
    stream: false,
    model: 'e',
    dimensionCount: 3,
    inputBytes: 6,
  });
});

it('reads a request for an interaction', () => {
  const parameters = {
    model: 'gemini-2.5-flash',
    input: 'Hello',
    stream: true,
    previous_interaction_id: 'v1_0',
    service_tier: 'flex',
    generation_config: {
      temperature: 0.7,
      top_p: 0.5,
      max_output_tokens: 500,
      thinking_level: 'low',
      stop_sequences: ['END'],
      seed: 1,
    },
  };
  expect(readInteractionRequest(parameters, { parentClient: client })).toEqual({
    operation: 'generate_content',
    ...server,
    stream: true,
    model: 'gemini-2.5-flash',
    previousResponseId: 'v1_0',
    serviceTier: 'flex',
    temperature: 0.7,
    topP: 0.5,
    maxTokens: 500,
    reasoningLevel: 'low',
    stopSequences: ['END'],
    seed: 1,
    inputBytes: 5,
  });
});

describe('readServer', () => {
  it.each([
    ['http://[::1]:8080/', { provider: 'gcp.gemini', serverAddress: '::1', serverPort: 8080 }],
    ['http://localhost', { provider: 'gcp.gemini', serverAddress: 'localhost', serverPort: 80 }],
    ['no address', { provider: 'gcp.gemini' }],
  ])('reads the address %s of a call', (baseUrl, expected) => {
    expect(readServer(client, baseUrl)).toEqual(expected);
  });

  it('tells Vertex AI by the client', () => {
    const vertex = {
      isVertexAI: () => true,
      getBaseUrl: () => 'https://us-central1-aiplatform.googleapis.com/',
    };
    expect(readServer(vertex)).toMatchObject({
      provider: 'gcp.vertex_ai',
      serverAddress: 'us-central1-aiplatform.googleapis.com',
    });
    expect(readServer(undefined)).toEqual({ provider: 'gcp.gemini' });
  });
});
