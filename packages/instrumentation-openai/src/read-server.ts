import type { Request } from '@tokenspan/streams';
import { findProvider } from './provider-hosts.ts';
import type { OpenAIClient } from './sdk-types.ts';

const providersByClass: Record<string, string> = {
  AzureOpenAI: 'azure.ai.openai',
  BedrockOpenAI: 'aws.bedrock',
};

/** Names of the `provider` option of openai 7. */
const providersByOption: Record<string, string> = { bedrock: 'aws.bedrock', vertex: 'gcp.vertex_ai' };

/**
 * Reads which provider a client talks to and where: by the `provider` option, then the host, then the class. A host that
 * is not known counts as `openai`, whose API it speaks.
 */
export function readServer(client: OpenAIClient): Pick<Request, 'provider' | 'serverAddress' | 'serverPort'> {
  const url = readUrl(client);
  const option = client._provider?.name;
  const provider =
    (typeof option === 'string' ? providersByOption[option] : undefined) ??
    (url && findProvider(url)) ??
    providersByClass[client.constructor.name] ??
    'openai';
  if (!url) return { provider };
  const serverPort = url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port);
  return { provider, serverAddress: url.hostname.replace(/^\[|\]$/g, ''), serverPort };
}

/** The base URL of a client, which may change from call to call. */
export function readUrl(client: OpenAIClient): URL | undefined {
  return URL.parse(client.baseURL ?? '') ?? undefined;
}
