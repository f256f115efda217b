import type { IncomingMessage, ServerResponse } from 'node:http';

import { answerJaegerQuery } from './answer-jaeger-query.ts';
import { decodeTraces } from './decode-traces.ts';
import { parseContentType, sendExportFailure, sendExportSuccess } from './otlp-response.ts';
import { readBody } from './read-body.ts';
import { RequestError } from './request-error.ts';
import type { TraceStore } from './trace-store.ts';

type Signal = 'traces' | 'metrics' | 'logs';

const signalPaths: Readonly<Record<string, Signal>> = {
  '/v1/traces': 'traces',
  '/v1/metrics': 'metrics',
  '/v1/logs': 'logs',
};

/** Answers the requests of one receiver. */
export class ReceiverRequests {
  readonly otherRequests: Record<Exclude<Signal, 'traces'>, number> = { metrics: 0, logs: 0 };
  readonly #store: TraceStore;

  constructor(store: TraceStore) {
    this.#store = store;
  }

  /** Forgets the spans and the counts. */
  clear(): void {
    this.#store.clear();
    this.otherRequests.metrics = 0;
    this.otherRequests.logs = 0;
  }

  /** Answers one request; never rejects. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#route(request, response);
    } catch (error) {
      const status = error instanceof RequestError ? error.status : 500;
      const message = error instanceof Error ? error.message : String(error);
      response.writeHead(status, { 'content-type': 'text/plain' }).end(`${message}\n`);
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://receiver');
    const signal = signalPaths[url.pathname];
    if (signal !== undefined) {
      if (request.method === 'POST') await this.#receive(signal, request, response);
      else refuseMethod(response, 'POST');
      return;
    }
    if (!url.pathname.startsWith('/api/v3/')) throw new RequestError(404, `no such path: ${url.pathname}`);
    if (request.method !== 'GET') {
      refuseMethod(response, 'GET');
      return;
    }
    const { status, body } = answerJaegerQuery(this.#store, url);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  async #receive(signal: Signal, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const encoding = parseContentType(request.headers['content-type']);
    try {
      const body = await readBody(request);
      if (signal === 'traces') this.#store.add(decodeTraces(body, encoding));
      else this.otherRequests[signal] += 1;
    } catch (error) {
      sendExportFailure(response, encoding, asRequestError(error));
      return;
    }
    sendExportSuccess(response, encoding);
  }
}

function refuseMethod(response: ServerResponse, allowed: string): void {
  response
    .writeHead(405, { allow: allowed, 'content-type': 'text/plain' })
    .end(`only ${allowed} is allowed here\n`);
}

/** Nothing of the receiver's own can fail while it reads a body, so what was thrown speaks of the body. */
function asRequestError(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  return new RequestError(400, error instanceof Error ? error.message : String(error), { cause: error });
}
