import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

import type { Closing, JsonObject, ReceivedRequest } from './received-request.ts';
import type { Wait } from './script.ts';

/** One request with the response that belongs to it: what tests read, and what the player of scripts writes to. */
export class Exchange implements ReceivedRequest {
  readonly sequence: number;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly text: string;
  readonly body: JsonObject;
  readonly closed: Promise<Closing>;
  stepsSent = 0;
  segmentsSent = 0;
  bytesSent = 0;

  readonly #response: ServerResponse;
  #isClosed = false;
  #isDropped = false;

  constructor(sequence: number, incoming: IncomingMessage, text: string, response: ServerResponse) {
    this.sequence = sequence;
    this.method = incoming.method ?? '';
    this.path = incoming.url ?? '';
    this.headers = incoming.headers;
    this.rawHeaders = incoming.rawHeaders;
    this.text = text;
    this.body = parseObject(text);
    this.#response = response;
    // A client may go away while a write is under way: `closed` tells it, an 'error' event without a listener would throw.
    response.on('error', () => {});
    this.closed = new Promise((resolve) => {
      response.once('close', () => {
        this.#isClosed = true;
        if (response.writableFinished) resolve('finished');
        else resolve(this.#isDropped ? 'dropped' : 'cancelled');
      });
    });
  }

  get isStarted(): boolean {
    return this.#response.headersSent;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Sends status and headers at once, before any body. */
  start(status: number, headers: OutgoingHttpHeaders): void {
    this.#response.writeHead(status, headers);
    this.#response.flushHeaders();
  }

  /** Hands bytes to the socket and waits until it takes more, or until the response is closed. */
  async write(bytes: Uint8Array): Promise<void> {
    const acceptsMore = this.#response.write(bytes);
    this.segmentsSent += 1;
    this.bytesSent += bytes.length;
    if (acceptsMore || this.#isClosed) return;
    const interruption = new AbortController();
    const drained = once(this.#response, 'drain', { signal: interruption.signal }).catch(() => {});
    await Promise.race([drained, this.closed]);
    interruption.abort();
  }

  /** Waits, but no longer than the response is open. */
  async wait(until: Wait): Promise<void> {
    if (typeof until !== 'number') {
      await Promise.race([until.catch(() => {}), this.closed]);
      return;
    }
    let timer: NodeJS.Timeout | undefined;
    const elapsed = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, until);
    });
    await Promise.race([elapsed, this.closed]);
    clearTimeout(timer);
  }

  /** Completes the response. */
  end(): void {
    this.#response.end();
  }

  /** Sends what was written, then closes the socket in the middle of the response. */
  drop(): void {
    this.#isDropped = true;
    this.#response.socket?.destroySoon();
  }
}

function parseObject(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
  } catch {
    return {};
  }
}
