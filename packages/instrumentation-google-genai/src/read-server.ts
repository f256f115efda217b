import type { Request } from '@tokenspan/streams';
import type { ApiClient } from './sdk-types.ts';

/** What is known of the server of a call before it is sent. */
export type Server = Pick<Request, 'provider' | 'serverAddress' | 'serverPort'>;

/**
 * Reads which of Google's services a client talks to and where.
 *
 * @param baseUrl the base URL of this call or client, where it does not stand in `client`
 */
export function readServer(client: ApiClient | undefined, baseUrl?: unknown): Server {
  const provider = client?.isVertexAI?.() === true ? 'gcp.vertex_ai' : 'gcp.gemini';
  const url = URL.parse(typeof baseUrl === 'string' ? baseUrl : (client?.getBaseUrl?.() ?? ''));
  if (!url) return { provider };
  const serverPort = url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port);
  return { provider, serverAddress: url.hostname.replace(/^\[|\]$/g, ''), serverPort };
}
