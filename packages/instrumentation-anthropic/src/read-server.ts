import type { Request } from '@tokenspan/streams';
import type { AnthropicClient } from './sdk-types.ts';

const providersByClass: Record<string, string> = {
  AnthropicBedrock: 'aws.bedrock',
  AnthropicBedrockMantle: 'aws.bedrock',
  AnthropicVertex: 'gcp.vertex_ai',
};

/** Reads which provider a client talks to and where. The client's own word counts, then its class. */
export function readServer(
  client: AnthropicClient,
): Pick<Request, 'provider' | 'serverAddress' | 'serverPort'> {
  const provider = client._genAIProviderName ?? providersByClass[client.constructor.name] ?? 'anthropic';
  const url = URL.parse(client.baseURL ?? '');
  if (!url) return { provider };
  const serverPort = url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port);
  return { provider, serverAddress: url.hostname.replace(/^\[|\]$/g, ''), serverPort };
}
