import type { Response } from '../model/response.ts';

/** How much of the texts an accumulator keeps. */
export interface AccumulatorOptions {
  /**
   * Keep the texts, so that `response().output` is set. Off by default: then memory does not grow with the stream.
   */
  content?: boolean;
  /** UTF-8 bytes of text kept per stream at most when `content` is on; what comes later is counted, not kept. */
  contentMaxBytes?: number;
}

/**
 * Folds the events of one stream into one response. Synchronous, constant work per event, never throws on an event of
 * an unknown or broken shape: it skips what it does not know.
 */
export interface Accumulator {
  /** Folds one event, as the SDK yields it. */
  fold(event: unknown): void;
  /** True once every finish reason has arrived: whoever stops reading now still has a whole answer. */
  readonly finished: boolean;
  /** True once the event that ends the stream has arrived, so that no later one can change the response. */
  readonly terminated: boolean;
  /** The response as far as it has come. Call it as often as needed. */
  response(): Response;
}
