import type { IncomingHttpHeaders } from 'node:http';

/** A JSON object whose shape is not known here. */
export type JsonObject = Record<string, unknown>;

/**
 * What became of a response.
 *
 * - `finished`: sent to its end
 * - `cancelled`: the client went away before it was complete
 * - `dropped`: the server itself cut it (a `drop` step, or `close()` of the provider)
 */
export type Closing = 'finished' | 'cancelled' | 'dropped';

/** A request as it arrived, and how far its response has come; the counters grow while the response is sent. */
export interface ReceivedRequest {
  /** 1 for the first request that the provider received, then 2, 3, … */
  readonly sequence: number;
  readonly method: string;
  /** Path with query, for example `/v1/messages?beta=true`. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
  /** Names and values by turns, duplicates included, as Node gives them; see `headerValues`. */
  readonly rawHeaders: readonly string[];
  /** The body as text. */
  readonly text: string;
  /** The body parsed; `{}` when it is not a JSON object. */
  readonly body: JsonObject;
  /** Events and `bytes` steps of the script handed to the socket whole. */
  readonly stepsSent: number;
  /** Writes of the body so far (with cutting there are more or fewer of them than steps). */
  readonly segmentsSent: number;
  /** Bytes of the body handed to the socket so far. */
  readonly bytesSent: number;
  /** Settles once, when the response is over; never rejects. */
  readonly closed: Promise<Closing>;
}

/** All values of one request header (any case of `name`), in the order of the wire, duplicates included. */
export function headerValues(request: ReceivedRequest, name: string): string[] {
  const wanted = name.toLowerCase();
  return request.rawHeaders.filter(
    (_, index, raw) => index % 2 === 1 && raw[index - 1]?.toLowerCase() === wanted,
  );
}
