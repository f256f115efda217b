import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** An OTLP/HTTP endpoint that passes every export on to several backends. */
export interface ExportDuplicator extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`, the OTLP endpoint. */
  readonly url: string;
}

/** Starts an endpoint that sends the same bytes to all of these OTLP endpoints; it answers 502 when one refuses them. */
export async function duplicateExports(endpoints: readonly string[]): Promise<ExportDuplicator> {
  async function passOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = new Uint8Array(await buffer(request));
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const encoding = request.headers['content-encoding'];
    const answers = await Promise.all(
      endpoints.map((endpoint) =>
        fetch(endpoint + (request.url ?? '/'), {
          method: 'POST',
          headers: encoding === undefined ? headers : { ...headers, 'content-encoding': encoding },
          body,
        }),
      ),
    );
    response.writeHead(answers.every((answer) => answer.ok) ? 200 : 502, headers).end();
  }

  const server = createServer((request, response) => {
    passOn(request, response).catch(() => response.writeHead(502).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
