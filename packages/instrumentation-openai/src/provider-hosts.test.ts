import { AzureOpenAI, OpenAI } from 'openai';
import { describe, expect, it } from 'vitest';
import { reportsUsageOnRequest } from './provider-hosts.ts';
import { readServer } from './read-server.ts';

const apiKey = 'x';

// The types of the SDK call private what is read of a client.
function readOf(client: object): ReturnType<typeof readServer> {
  return readServer(client);
}

describe('readServer', () => {
  it.each([
    ['https://api.openai.com/v1', 'openai'],
    ['https://us.api.openai.com/v1', 'openai'],
    ['https://my-resource.openai.azure.com/openai', 'azure.ai.openai'],
    ['https://my-resource.services.ai.azure.com/openai/v1', 'azure.ai.openai'],
    ['https://bedrock-mantle.us-east-1.api.aws/openai/v1', 'aws.bedrock'],
    ['https://bedrock-runtime.eu-west-1.amazonaws.com/openai/v1', 'aws.bedrock'],
    ['https://us-east5-aiplatform.googleapis.com/v1/projects/p', 'gcp.vertex_ai'],
    ['https://generativelanguage.googleapis.com/v1beta/openai', 'gcp.gemini'],
    ['https://api.groq.com/openai/v1', 'groq'],
    ['https://api.deepseek.com', 'deepseek'],
    ['https://api.x.ai/v1', 'x_ai'],
    ['https://api.mistral.ai/v1', 'mistral_ai'],
    ['https://api.together.xyz/v1', 'together_ai'],
    ['https://openrouter.ai/api/v1', 'openrouter'],
    ['http://localhost:11434/v1', 'ollama'],
    ['http://localhost:8000/v1', 'openai'],
    ['https://notapi.openai.com.example.org/v1', 'openai'],
  ])('%s is %s', (baseURL, provider) => {
    const { hostname } = new URL(baseURL);
    expect(readOf(new OpenAI({ apiKey, baseURL }))).toMatchObject({ provider, serverAddress: hostname });
  });

  it('reads the port, and the address of IPv6 without its brackets', () => {
    const local = new OpenAI({ apiKey, baseURL: 'http://[::1]:8080/v1' });
    expect(readOf(local)).toEqual({ provider: 'openai', serverAddress: '::1', serverPort: 8080 });
    expect(readOf(new OpenAI({ apiKey, baseURL: 'http://proxy/v1' })).serverPort).toBe(80);
  });

  it('takes the word of the provider option first', () => {
    const client = { _provider: { name: 'vertex' }, baseURL: 'https://proxy.example/v1' };
    expect(readOf(client)).toMatchObject({ provider: 'gcp.vertex_ai', serverAddress: 'proxy.example' });
  });

  it('takes the class of a client behind a proxy, and its region', () => {
    const proxied = new AzureOpenAI({ apiKey, apiVersion: 'x', baseURL: 'https://proxy.example/openai' });
    expect(readOf(proxied)).toMatchObject({
      provider: 'azure.ai.openai',
      serverAddress: 'proxy.example',
    });
    const european = new OpenAI({ apiKey, dataResidency: 'eu' });
    expect(readOf(european)).toMatchObject({ provider: 'openai', serverAddress: 'eu.api.openai.com' });
  });
});

describe('reportsUsageOnRequest', () => {
  it.each([
    ['https://api.openai.com/v1', true],
    ['https://eu.api.openai.com/v1', true],
    ['https://r.openai.azure.com/openai/v1/', true],
    ['https://r.openai.azure.com/openai', false],
    ['https://r.openai.azure.com/openai/v10', false],
    ['https://api.groq.com/openai/v1', false],
    ['https://api.openai.com.example.org/v1', false],
    ['http://localhost/v1', false],
  ])('%s: %s', (url, expected) => {
    expect(reportsUsageOnRequest(new URL(url))).toBe(expected);
  });
});
