import {
  isAbortError,
  isApiPromise,
  isSdkStream,
  observeApiPromise,
  observeSdkStream,
} from '@tokenspan/streams';
import type {
  Accumulator,
  AccumulatorOptions,
  PromiseListener,
  Response,
  SdkStream,
} from '@tokenspan/streams';
import { guard, reportFault, warnOnce } from '../guard.ts';
import { OperationListener } from './operation-listener.ts';
import type { Operation } from './operation.ts';

/** How to read the answers of one API. */
export interface ResponseReaders {
  /** Makes the accumulator of one stream; `options` say how much of the texts it keeps. */
  createAccumulator: (options: AccumulatorOptions) => Accumulator;
  /** Reads a plain answer. */
  readResponse: (body: unknown, options: AccumulatorOptions) => Response;
}

/** Observes the lazy promise that a method of openai or @anthropic-ai/sdk returned, until its operation settles. */
export function observeCall(operation: Operation, promise: unknown, readers: ResponseReaders): void {
  if (!isApiPromise(promise)) {
    warnOnce(
      'observe a promise',
      'tokenspan: this SDK version returns no API promise; its calls cannot be observed',
    );
    operation.settle('completed', { accepted: true, raw: true });
    return;
  }
  const observation = observeApiPromise(promise, new CallListener(operation, readers));
  operation.onAbandon(() => observation.abandon());
}

class CallListener implements PromiseListener {
  readonly #operation: Operation;
  readonly #readers: ResponseReaders;

  constructor(operation: Operation, readers: ResponseReaders) {
    this.#operation = operation;
    this.#readers = readers;
  }

  value(value: unknown): void {
    if (isSdkStream(value)) this.#observeStream(value);
    else this.#settleWith(value);
  }

  // A method of its own: a closure that shares a scope with the stream would keep it from being collected.
  #observeStream(stream: SdkStream): void {
    this.#operation.seeStream();
    const listener = new OperationListener(
      this.#operation,
      this.#readers.createAccumulator(this.#operation.accumulatorOptions),
    );
    const observation = observeSdkStream(stream, listener);
    this.#operation.onAbandon(() => observation.abandon());
  }

  #settleWith(body: unknown): void {
    const response = guard('read a response', () =>
      this.#readers.readResponse(body, this.#operation.accumulatorOptions),
    );
    this.#operation.settle('completed', { accepted: true, ...(response && { response }) });
  }

  failed(error: unknown): void {
    this.#operation.settle(isAbortError(error) ? 'cancelled' : 'failed', { error });
  }

  raw(): void {
    this.#operation.settle('completed', { accepted: true, raw: true });
  }

  dropped(): void {
    this.#operation.settle('abandoned', { accepted: true });
  }

  fault(error: unknown): void {
    reportFault('observe a promise', error);
    this.#operation.settle('completed', { accepted: true, raw: true });
  }
}
