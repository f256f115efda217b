import { describe, expect, it } from 'vitest';
import { readRequest } from './read-request.ts';
import { readServer } from './read-server.ts';

const client = { baseURL: 'https://api.anthropic.com' };

describe('readRequest', () => {
  it('reads what the caller set, and nothing else', () => {
    const request = readRequest(
      {
        model: 'claude-sonnet-4-5',
        max_tokens: 1024,
        temperature: 0,
        top_p: 0.9,
        top_k: 40,
        stop_sequences: ['END'],
        service_tier: 'auto',
        stream: true,
        output_config: { effort: 'high', format: { type: 'json_schema', schema: {} } },
        system: 'Be brief.',
        messages: [{ role: 'user', content: [{ type: 'text', text: 'Grüße' }] }],
      },
      client,
    );
    expect(request).toEqual({
      operation: 'chat',
      provider: 'anthropic',
      serverAddress: 'api.anthropic.com',
      serverPort: 443,
      model: 'claude-sonnet-4-5',
      stream: true,
      maxTokens: 1024,
      temperature: 0,
      topP: 0.9,
      topK: 40,
      stopSequences: ['END'],
      serviceTier: 'auto',
      reasoningLevel: 'high',
      outputType: 'json',
      // "Be brief.", "user", "text" and "Grüße" in UTF-8.
      inputBytes: 9 + 4 + 4 + 7,
    });
  });

  it('does not count the base64 of images', () => {
    const source = { type: 'base64', media_type: 'image/png', data: 'A'.repeat(1_000_000) };
    const messages = [{ role: 'user', content: [{ type: 'image', source }] }];
    expect(readRequest({ messages }, client).inputBytes).toBeLessThan(100);
  });

  it.each([
    undefined,
    null,
    'text',
    7,
    {},
    { model: 7, stream: 'yes', stop_sequences: 'END', max_tokens: '8' },
  ])('copes with parameters of a wrong shape: %j', (parameters) => {
    expect(readRequest(parameters, client)).toMatchObject({ operation: 'chat', stream: false });
  });
});

describe('readServer', () => {
  class AnthropicBedrock {
    baseURL = 'https://bedrock-runtime.us-east-1.amazonaws.com';
  }

  it.each([
    [
      { baseURL: 'http://[::1]:8080/proxy' },
      { provider: 'anthropic', serverAddress: '::1', serverPort: 8080 },
    ],
    [{ baseURL: 'http://localhost' }, { provider: 'anthropic', serverAddress: 'localhost', serverPort: 80 }],
    [{ baseURL: 'not a URL' }, { provider: 'anthropic' }],
    [
      { baseURL: 'https://us-east5-aiplatform.googleapis.com/v1', _genAIProviderName: 'gcp.vertex_ai' },
      { provider: 'gcp.vertex_ai', serverAddress: 'us-east5-aiplatform.googleapis.com', serverPort: 443 },
    ],
    [
      new AnthropicBedrock(),
      { provider: 'aws.bedrock', serverAddress: 'bedrock-runtime.us-east-1.amazonaws.com', serverPort: 443 },
    ],
  ])('%j', (given, server) => {
    expect(readServer(given)).toEqual(server);
  });
});
