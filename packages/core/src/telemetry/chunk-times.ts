import type { Attributes, Context, Histogram } from '@opentelemetry/api';
import type { Accumulator, Request } from '@tokenspan/streams';
import type { Instruments } from './instruments.ts';
import { isInference } from './is-inference.ts';
import { metricAttributes } from './metric-attributes.ts';

/**
 * Records the time of each chunk of one stream after the first, in seconds since the one before it. A chunk is an event of any
 * kind, at the moment when the consumer gets it: one that reads slowly makes it longer.
 */
export class ChunkTimes {
  readonly #histograms: readonly Histogram[];
  readonly #request: Request;
  readonly #context: Context;
  #attributes: Attributes | undefined;
  #last: number | undefined;

  constructor(histograms: readonly Histogram[], request: Request, context: Context) {
    this.#histograms = histograms;
    this.#request = request;
    this.#context = context;
  }

  /** A chunk came, and the accumulator has it. */
  seeChunk(accumulator: Accumulator): void {
    const now = performance.now();
    const last = this.#last;
    this.#last = now;
    if (last === undefined) return;
    // Once: the response that is read for them is built anew each time.
    this.#attributes ??= metricAttributes(this.#request, accumulator.response());
    for (const histogram of this.#histograms) {
      histogram.record((now - last) / 1000, this.#attributes, this.#context);
    }
  }
}

/** The histograms of the time per output chunk, in every vocabulary that is recorded; none unless they were asked for. */
export function findChunkHistograms({ legacy, latest }: Instruments, request: Request): Histogram[] {
  const histograms = [
    legacy?.timePerOutputChunk,
    isInference(request) ? latest?.timePerOutputChunk : undefined,
  ];
  return histograms.filter((histogram) => histogram !== undefined);
}
