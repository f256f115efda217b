import type { OutgoingHttpHeaders } from 'node:http';

/** How long to wait: milliseconds, or a promise (waited for until it settles, either way). */
export type Wait = number | Promise<unknown>;

/**
 * One step of a streamed body.
 *
 * - `event`: one Server-Sent Event; `data` is sent as JSON, without `name` there is no `event:` line; lines
 *   end in LF unless `lineEnd` says CRLF
 * - `bytes`: these bytes (or this text as UTF-8), as they are
 * - `wait`: nothing is sent until the wait is over
 * - `drop`: what was written so far goes out, then the socket is closed in the middle of the body
 * - `end`: the body ends here, correctly as far as HTTP is concerned; later steps are not played
 * - `stall`: nothing is sent any more until the client goes away
 */
export type Step =
  | { readonly kind: 'event'; readonly name?: string; readonly data: unknown; readonly lineEnd?: '\r\n' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array | string }
  | { readonly kind: 'wait'; readonly until: Wait }
  | { readonly kind: 'drop' }
  | { readonly kind: 'end' }
  | { readonly kind: 'stall' };

/**
 * Where a body is cut into writes, in bytes of the body; inside UTF-8 characters as well, and across steps. Cut writes
 * are set apart, so that a client in this process reads them one by one. Without it: one write a step, and a client may well
 * read several at once.
 */
export interface Cutting {
  /** Every write has this many bytes, save the last one before a wait, a drop or the end. */
  readonly chunkBytes?: number;
  /** Ascending offsets in the body; what follows the last one is one write. Ignored when `chunkBytes` is given. */
  readonly cuts?: readonly number[];
}

interface ResponseHead {
  /** HTTP status, 200 if not given. */
  readonly status?: number;
  readonly headers?: OutgoingHttpHeaders;
  /** What to wait for before status and headers are sent. */
  readonly headersAfter?: Wait;
}

/** A response whose body is played step by step (content type `text/event-stream` unless `headers` say otherwise). */
export interface StreamScript extends ResponseHead, Cutting {
  /** Read lazily, one step at a time, so that a generator can make a stream of any length. */
  readonly steps: Iterable<Step>;
}

/** A response with a plain body: an object is sent as JSON, a string as it is. */
export interface JsonScript extends ResponseHead, Cutting {
  readonly body: unknown;
}

/** What the provider answers to one request, as plain data. */
export type Script = StreamScript | JsonScript;

/** A promise that never settles, for a `wait` or `headersAfter` that only the client's departure ends. */
export const never: Promise<never> = new Promise<never>(() => {});
