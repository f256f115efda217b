import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';

import { Exchange } from './exchange.ts';
import { playScript } from './play-script.ts';
import type { ReceivedRequest } from './received-request.ts';
import type { JsonScript, Script } from './script.ts';

/** Decides on the answer when the request is there. */
export type Responder = (request: ReceivedRequest) => Script | Promise<Script>;

export interface FakeProviderOptions {
  /** Port on 127.0.0.1; 0 (the default) takes a free one. */
  readonly port?: number;
  /** The same as a call of `replyWith`. */
  readonly replyWith?: Responder;
}

/** A running loopback server that answers every request by a script. */
export interface FakeProvider extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`, the base URL for the SDK. */
  readonly url: string;
  /** All requests received so far, in order of arrival. */
  readonly requests: readonly ReceivedRequest[];
  /** Queues answers: the first for the next request, and so on (first in, first out). */
  reply(...replies: readonly (Script | Responder)[]): void;
  /** Sets the answer for requests that find the queue empty. */
  replyWith(responder: Responder): void;
  /** Resolves with the n-th request (1, the default, is the first ever), rejects if the provider closes before. */
  waitForRequest(n?: number): Promise<ReceivedRequest>;
  /** Closes every socket, open responses included, and stops listening. */
  close(): Promise<void>;
}

/** Starts a fake provider on 127.0.0.1. Without a scripted reply, requests are answered with status 500 that says so. */
export async function startFakeProvider(options: FakeProviderOptions = {}): Promise<FakeProvider> {
  const requests: Exchange[] = [];
  const queue: (Script | Responder)[] = [];
  const arrivals = new EventTarget();
  let defaultResponder = options.replyWith;
  let isClosed = false;

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readText(incoming);
    const exchange = new Exchange(requests.length + 1, incoming, body, response);
    requests.push(exchange);
    arrivals.dispatchEvent(new Event('change'));
    try {
      await playScript(await chooseScript(exchange), exchange);
    } catch (error) {
      if (exchange.isStarted) exchange.drop();
      else await playScript(describeMistake(`the responder or its script threw ${String(error)}`), exchange);
    }
  }

  async function chooseScript(request: ReceivedRequest): Promise<Script> {
    const reply = queue.shift() ?? defaultResponder;
    if (reply === undefined)
      return describeMistake(`no reply was scripted for ${request.method} ${request.path}`);
    if (typeof reply !== 'function') return reply;
    return reply(request);
  }

  const server = createServer((incoming, response) => {
    // Only a broken upload comes here: there is no client left that could be told.
    answer(incoming, response).catch(() => response.destroy());
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');

  const provider: FakeProvider = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    reply(...replies) {
      queue.push(...replies);
    },
    replyWith(responder) {
      defaultResponder = responder;
    },
    async waitForRequest(n = 1) {
      for (;;) {
        const request = requests[n - 1];
        if (request !== undefined) return request;
        if (isClosed)
          throw new Error(`fake provider closed after ${requests.length} requests, before request ${n}`);
        await once(arrivals, 'change');
      }
    },
    async close() {
      isClosed = true;
      arrivals.dispatchEvent(new Event('change'));
      const stopped = new Promise((resolve) => server.close(resolve));
      const open = requests.filter((exchange) => !exchange.isClosed);
      for (const exchange of open) exchange.drop();
      server.closeAllConnections();
      await Promise.all([stopped, ...open.map((exchange) => exchange.closed)]);
    },
    [Symbol.asyncDispose]: () => provider.close(),
  };
  return provider;
}

function describeMistake(message: string): JsonScript {
  return {
    status: 500,
    // The SDKs' own switch against retries: the mistake is to show at once.
    headers: { 'x-should-retry': 'false' },
    body: { error: { type: 'fake_provider_error', message: `fake provider: ${message}` } },
  };
}
