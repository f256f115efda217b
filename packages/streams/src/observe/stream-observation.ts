import type { Outcome } from '../model/outcome.ts';
import { unwatchCollection } from './collection.ts';
import type { Collectable } from './collection.ts';
import { isAbortError } from './is-abort-error.ts';

/** What listens to one stream. A throw of any member is caught and handed to `fault`; the caller never sees it. */
export interface StreamListener {
  /** True once every finish reason has arrived. */
  readonly finished: boolean;
  /** True once the terminal event has arrived: the observation settles at once. */
  readonly terminated: boolean;
  /** Called once, when the consumer asks for the first event. */
  opened?(): void;
  /** Called with each event, in order, just before the consumer gets it. */
  event(event: unknown): void;
  /** Called exactly once. `error` is the very object that the consumer got; only with `failed`. */
  end(outcome: Outcome, error?: unknown): void;
  /** Whether an error that the consumer got comes from an abort by the caller. Without it every abort error does. */
  isAbort?(error: unknown): boolean;
  /** Called with what another member threw. */
  fault?(error: unknown): void;
}

/** How long a consumer that has aborted may be busy between two reads of what is buffered. */
const IDLE_MILLISECONDS = 100;

// Taken now: a program that fakes its timers later must not find ours among them.
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;

/**
 * The observation of one stream: takes the signs that the iterator, the abort signal and the garbage collector give,
 * and settles once. It holds no reference to the stream, so that a stream nobody reads can be collected.
 */
export class StreamObservation implements Collectable {
  readonly #listener: StreamListener;
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort: () => void;
  #claimed = false;
  #collected = false;
  #opened = false;
  #pendingReads = 0;
  #reads = 0;
  #closedUnread = false;
  #settled = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(listener: StreamListener, signal?: AbortSignal) {
    this.#listener = listener;
    this.#signal = signal;
    this.#onAbort = () => this.#settleWhenIdle();
    signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (signal?.aborted) this.#settleWhenIdle();
  }

  get settled(): boolean {
    return this.#settled;
  }

  /** Makes the asking iterator the one that is observed. False for any later one: the SDK refuses those itself. */
  claim(): boolean {
    if (this.#claimed) return false;
    this.#claimed = true;
    if (this.#closedUnread) {
      this.#closedUnread = false;
      stopTimer(this.#timer);
      this.#timer = undefined;
    }
    return true;
  }

  /** A read went out to the source. */
  reading(): void {
    this.#pendingReads++;
    this.#reads++;
    if (this.#opened) return;
    this.#opened = true;
    try {
      this.#listener.opened?.();
    } catch (error) {
      this.#reportFault(error);
    }
  }

  /** A read came back. */
  read(result: IteratorResult<unknown>): void {
    this.#pendingReads--;
    if (this.#settled) return;
    try {
      if (result.done === true) this.#settle(this.#endOutcome('truncated'));
      else this.#listen(result.value);
    } catch (error) {
      this.#reportFault(error);
    }
    if (this.#collected || this.#signal?.aborted) this.#settleWhenIdle();
  }

  /** A read failed; `error` goes on to the consumer as it is. */
  failed(error: unknown): void {
    this.#pendingReads--;
    // The SDKs abort their own controller after any failure, so an aborted signal alone does not tell who ended it.
    if (this.#isAbort(error)) this.#settle(this.#endOutcome('cancelled'));
    else this.#settle('failed', error);
  }

  /** The consumer called `return()` or `throw()`: a `break`, or a throw in the loop. */
  closed(): void {
    this.#settle(this.#endOutcome('cancelled'));
  }

  /**
   * The consumer closed an iterator that had not read. In the SDKs that closes the iterator and not the stream, which
   * another iterator may still read.
   */
  closedUnread(): void {
    this.#claimed = false;
    this.#closedUnread = true;
    this.#settleWhenIdle();
  }

  /** The stream, or the iterator that reads it, is garbage. A read that is still out is waited for. */
  collected(): void {
    this.#collected = true;
    if (this.#pendingReads === 0) this.abandon();
  }

  /** Nobody will read on. */
  abandon(): void {
    this.#settle(this.#endOutcome('abandoned'));
  }

  #isAbort(error: unknown): boolean {
    try {
      const answer = this.#listener.isAbort?.(error);
      if (answer !== undefined) return answer;
    } catch (fault) {
      this.#reportFault(fault);
    }
    return isAbortError(error) || (this.#signal?.aborted === true && error === this.#signal.reason);
  }

  #listen(event: unknown): void {
    this.#listener.event(event);
    if (this.#listener.terminated) this.#settle('completed');
  }

  #endOutcome(unfinished: 'truncated' | 'cancelled' | 'abandoned'): Outcome {
    try {
      if (this.#listener.finished) return 'completed';
    } catch (error) {
      this.#reportFault(error);
    }
    return this.#signal?.aborted ? 'cancelled' : unfinished;
  }

  /**
   * After an abort the SDKs still hand out the events that they have decoded, and these may hold the usage. So the
   * observation ends by itself only when no read is out and none follows for a while.
   */
  #settleWhenIdle(): void {
    if (this.#settled || this.#timer !== undefined) return;
    const reads = this.#reads;
    this.#timer = startTimer(
      () => {
        this.#timer = undefined;
        if (this.#pendingReads > 0) return;
        if (this.#reads === reads)
          this.#settle(this.#endOutcome(this.#closedUnread ? 'cancelled' : 'abandoned'));
        else this.#settleWhenIdle();
      },
      this.#opened || this.#closedUnread ? IDLE_MILLISECONDS : 0,
    );
    // A watched program ends when it would end by itself.
    (this.#timer as { unref?: () => void }).unref?.();
  }

  #settle(outcome: Outcome, error?: unknown): void {
    if (this.#settled) return;
    this.#settled = true;
    stopTimer(this.#timer);
    this.#signal?.removeEventListener('abort', this.#onAbort);
    unwatchCollection(this);
    try {
      this.#listener.end(outcome, error);
    } catch (fault) {
      this.#reportFault(fault);
    }
  }

  #reportFault(error: unknown): void {
    try {
      this.#listener.fault?.(error);
    } catch {
      // A listener that throws while it reports a throw is not heard.
    }
  }
}
