import type { Accumulator, Outcome, StreamListener } from '@tokenspan/streams';
import { guard, reportFault } from '../guard.ts';
import type { ChunkTimes } from '../telemetry/chunk-times.ts';
import type { Operation } from './operation.ts';

/** Listens to the stream of an operation: folds each event and settles the operation at the end. */
export class OperationListener implements StreamListener {
  readonly #operation: Operation;
  readonly #accumulator: Accumulator;
  readonly #chunkTimes: ChunkTimes | undefined;

  constructor(operation: Operation, accumulator: Accumulator) {
    this.#operation = operation;
    this.#accumulator = accumulator;
    this.#chunkTimes = guard('time the chunks of a stream', () => operation.createChunkTimes());
  }

  get finished(): boolean {
    return this.#accumulator.finished;
  }

  get terminated(): boolean {
    return this.#accumulator.terminated;
  }

  opened(): void {
    this.#operation.seeFirstRead();
  }

  event(event: unknown): void {
    this.#operation.seeChunk();
    this.#accumulator.fold(event);
    // A closure a chunk, but only with `perChunkMetrics`.
    if (this.#chunkTimes)
      guard('record the time of a chunk', () => this.#chunkTimes?.seeChunk(this.#accumulator));
  }

  end(outcome: Outcome, error?: unknown): void {
    const end = { accepted: true, inStream: true, ...(outcome === 'failed' && { error }) };
    try {
      this.#operation.settle(outcome, { ...end, response: this.#accumulator.response() });
    } catch (fault) {
      reportFault('read a response', fault);
      this.#operation.settle(outcome, end);
    }
  }

  fault(error: unknown): void {
    reportFault('observe a stream', error);
  }
}
