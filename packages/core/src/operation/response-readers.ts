import type { Accumulator, AccumulatorOptions, Response } from '@tokenspan/streams';

/** How to read the answers of one API. */
export interface ResponseReaders {
  /** Makes the accumulator of one stream; `options` say how much of the texts it keeps. */
  createAccumulator: (options: AccumulatorOptions) => Accumulator;
  /** Reads a plain answer. */
  readResponse: (body: unknown, options: AccumulatorOptions) => Response;
}
