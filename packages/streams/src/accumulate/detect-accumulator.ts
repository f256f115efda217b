import { createMessageAccumulator } from '../anthropic/message-accumulator.ts';
import type { Response } from '../model/response.ts';
import type { Accumulator, AccumulatorOptions } from './accumulator.ts';

interface Dialect {
  /** Whether a stream that begins with this event speaks the dialect. */
  matches(event: { type?: unknown }): boolean;
  create(options: AccumulatorOptions | undefined): Accumulator;
}

const dialects: Dialect[] = [
  { matches: (event) => event.type === 'message_start', create: createMessageAccumulator },
];

/**
 * An accumulator that recognises the provider by the shape of the first event that it knows. What comes before is
 * skipped; a stream of unknown events gives an empty response.
 */
export function detectAccumulator(options?: AccumulatorOptions): Accumulator {
  let accumulator: Accumulator | undefined;
  return {
    fold(event: unknown): void {
      if (!accumulator && typeof event === 'object' && event !== null) {
        accumulator = dialects.find((dialect) => dialect.matches(event))?.create(options);
      }
      accumulator?.fold(event);
    },
    get finished(): boolean {
      return accumulator?.finished ?? false;
    },
    get terminated(): boolean {
      return accumulator?.terminated ?? false;
    },
    response(): Response {
      return accumulator?.response() ?? { finishReasons: [], outputBytes: 0 };
    },
  };
}
