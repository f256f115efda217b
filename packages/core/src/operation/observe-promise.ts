import { isAbortError, isSdkStream, observeAsyncIterable, observeSdkStream } from '@tokenspan/streams';
import type { Accumulator } from '@tokenspan/streams';
import { guard, warnOnce } from '../guard.ts';
import { OperationListener } from './operation-listener.ts';
import type { Operation } from './operation.ts';
import type { ResponseReaders } from './response-readers.ts';

/** The caller's own signal, if it gave one; `unknown` where nobody can tell, then every abort error counts. */
type CallerSignal = AbortSignal | undefined | 'unknown';

/**
 * Observes a plain promise of an answer or of a stream (async generator, async iterable) until its operation settles: the
 * methods of @google/genai return such, and their callers inside the SDK await it.
 *
 * @param signal the caller's own, which alone tells an abort from a timeout: the SDK aborts its request for both
 * @returns a promise that settles as the given one does, a microtask later: a plain promise cannot be observed in place
 */
export function observePromise(
  operation: Operation,
  promise: unknown,
  readers: ResponseReaders,
  signal?: CallerSignal,
): unknown {
  if (!isThenable(promise)) {
    warnOnce(
      'observe a plain promise',
      'tokenspan: this SDK version returns no promise; its calls cannot be observed',
    );
    operation.settle('completed', { accepted: true, raw: true });
    return promise;
  }
  return promise.then(
    (value: unknown) => {
      const observed = guard('observe an answer', () => observeAnswer(operation, value, readers, signal));
      if (!observed)
        guard('settle a call', () => operation.settle('completed', { accepted: true, raw: true }));
      return value;
    },
    (error: unknown) => {
      const byCaller = isAbort(error, signal);
      guard('settle a call', () => operation.settle(byCaller ? 'cancelled' : 'failed', { error }));
      throw error;
    },
  );
}

function observeAnswer(
  operation: Operation,
  value: unknown,
  readers: ResponseReaders,
  signal: CallerSignal,
): true {
  if (isAsyncIterable(value)) {
    operation.seeStream();
    observeIterable(operation, value, readers, signal);
  } else {
    const response = guard('read a response', () =>
      readers.readResponse(value, operation.accumulatorOptions),
    );
    operation.settle('completed', { accepted: true, ...(response && { response }) });
  }
  return true;
}

// No closure in this scope: one that shares it with the stream would keep the stream from being collected.
function observeIterable(
  operation: Operation,
  stream: AsyncIterable<unknown>,
  readers: ResponseReaders,
  signal: CallerSignal,
): void {
  const listener = new PlainListener(
    operation,
    readers.createAccumulator(operation.accumulatorOptions),
    signal,
  );
  const observation = isSdkStream(stream)
    ? observeSdkStream(stream, listener)
    : observeAsyncIterable(stream, listener, signal === 'unknown' ? undefined : signal);
  abandonWith(operation, observation);
}

class PlainListener extends OperationListener {
  readonly #signal: CallerSignal;

  constructor(operation: Operation, accumulator: Accumulator, signal: CallerSignal) {
    super(operation, accumulator);
    this.#signal = signal;
  }

  isAbort(error: unknown): boolean {
    return isAbort(error, this.#signal);
  }
}

function isAbort(error: unknown, signal: CallerSignal): boolean {
  if (signal === 'unknown') return isAbortError(error);
  return signal?.aborted === true && (isAbortError(error) || error === signal.reason);
}

function abandonWith(operation: Operation, observation: { abandon(): void }): void {
  operation.onAbandon(() => observation.abandon());
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

function isThenable(value: unknown): value is Promise<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  );
}
