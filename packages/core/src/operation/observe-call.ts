import {
  isAbortError,
  isApiPromise,
  isSdkStream,
  observeApiPromise,
  observeSdkStream,
} from '@tokenspan/streams';
import type { ApiPromise, PromiseListener, SdkStream } from '@tokenspan/streams';
import { guard, reportFault } from '../guard.ts';
import { observePromise } from './observe-promise.ts';
import { OperationListener } from './operation-listener.ts';
import type { Operation } from './operation.ts';
import type { ResponseReaders } from './response-readers.ts';

/**
 * Observes the lazy promise that a method of openai or @anthropic-ai/sdk returned, until its operation settles.
 *
 * @returns the same promise; what stands for it where it is a plain one
 */
export function observeCall(operation: Operation, promise: unknown, readers: ResponseReaders): unknown {
  // Somebody may have made the method an async function before us: then a plain promise is all there is.
  if (!isApiPromise(promise)) return observePromise(operation, promise, readers, 'unknown');
  observeLazily(operation, promise, readers);
  return promise;
}

function observeLazily(operation: Operation, promise: ApiPromise, readers: ResponseReaders): void {
  const observation = observeApiPromise(promise, new CallListener(operation, readers));
  operation.onAbandon(() => observation.abandon());
}

class CallListener implements PromiseListener {
  readonly #operation: Operation;
  readonly #readers: ResponseReaders;
  #error: { error: unknown } | undefined;

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
    this.#error = { error };
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
    if (this.#error) this.#operation.settle('failed', this.#error);
    else this.#operation.settle('completed', { accepted: true, raw: true });
  }
}
