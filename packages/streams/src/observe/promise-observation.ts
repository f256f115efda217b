import type { Collectable } from './collection.ts';

/** What listens to one SDK promise. A throw of any member is caught and handed to `fault`. */
export interface PromiseListener {
  /** The body was parsed; for a stream `value` is the stream, still unread. Called at most once. */
  value(value: unknown): void;
  /** The request or the parse failed; `error` is the very object that the caller gets. Called at most once. */
  failed(error: unknown): void;
  /** The caller took the raw response, and its body with it. */
  raw(): void;
  /** A response came, and nobody asked for it: the promise is garbage. */
  dropped(): void;
  /** Called with what another member threw. */
  fault?(error: unknown): void;
}

/** The observation of one SDK promise. It holds no reference to the promise, so that a dropped one can be collected. */
export class PromiseObservation implements Collectable {
  readonly #listener: PromiseListener;
  #settled = false;
  #arrived = false;
  #parsing = false;
  #collected = false;

  constructor(listener: PromiseListener) {
    this.#listener = listener;
  }

  /** The response headers are there. */
  arrived(): void {
    this.#arrived = true;
    if (this.#collected) this.#drop();
  }

  /** The caller asked for the parsed body. */
  parsing(): void {
    this.#parsing = true;
  }

  value(value: unknown): void {
    this.#settle((listener) => listener.value(value));
  }

  failed(error: unknown): void {
    this.#settle((listener) => listener.failed(error));
  }

  /** The caller has the raw response. When the parsed body was asked for too, that one tells more. */
  raw(): void {
    if (!this.#parsing) this.#settle((listener) => listener.raw());
  }

  /** The promise is garbage. While the request is out, its failure is still worth knowing. */
  collected(): void {
    this.#collected = true;
    if (this.#arrived) this.#drop();
  }

  /** Nobody will ask for the response any more; without effect while none is there. */
  abandon(): void {
    if (this.#arrived) this.#drop();
  }

  #drop(): void {
    this.#settle((listener) => listener.dropped());
  }

  #settle(tell: (listener: PromiseListener) => void): void {
    if (this.#settled) return;
    this.#settled = true;
    try {
      tell(this.#listener);
    } catch (fault) {
      try {
        this.#listener.fault?.(fault);
      } catch {
        // A listener that throws while it reports a throw is not heard.
      }
    }
  }
}
