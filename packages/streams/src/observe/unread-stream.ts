import type { Collectable } from './collection.ts';
import type { StreamObservation } from './stream-observation.ts';

/** Tells an observation that its stream is garbage. Once an iterator reads, it is the iterator that has to be alive. */
export class UnreadStream implements Collectable {
  readonly #observation: StreamObservation;

  constructor(observation: StreamObservation) {
    this.#observation = observation;
  }

  collected(): void {
    if (this.#observation.claim()) this.#observation.collected();
  }
}
