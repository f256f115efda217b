import { watchCollection } from './collection.ts';
import { observeIterator } from './observe-iterator.ts';
import { StreamObservation } from './stream-observation.ts';
import type { StreamListener } from './stream-observation.ts';
import { observeOwnIteration } from './observe-own-iteration.ts';
import { UnreadStream } from './unread-stream.ts';

/**
 * The part of the SDKs' `Stream` class that is needed: `iterator` is a writable own property that `for await`, `tee()`,
 * `toReadableStream()` and the helpers all read through (openai 4-7 and @anthropic-ai/sdk 0.36-1.x, `core/streaming`).
 */
export interface SdkStream {
  iterator: () => AsyncIterator<unknown>;
  controller?: AbortController;
}

/** Whether a value is such a stream. */
export function isSdkStream(value: unknown): value is SdkStream {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { iterator?: unknown }).iterator === 'function' &&
    typeof (value as { [Symbol.asyncIterator]?: unknown })[Symbol.asyncIterator] === 'function'
  );
}

/**
 * Observes an SDK stream in place: the same object, read by whatever way the caller likes. Nothing is read ahead, and
 * nothing at all happens until the caller reads.
 */
export function observeSdkStream(stream: SdkStream, listener: StreamListener): StreamObservation {
  const observation = new StreamObservation(listener, readSignal(stream));
  stream.iterator = observeFactory(stream.iterator, observation);
  observeOwnIteration(stream, observation);
  watchCollection(stream, new UnreadStream(observation), observation);
  return observation;
}

// A scope of its own: a closure made beside `stream` would keep the stream from being collected.
function observeFactory(
  iterate: () => AsyncIterator<unknown>,
  observation: StreamObservation,
): () => AsyncIterator<unknown> {
  return function iterator(this: object) {
    return observeIterator(iterate.call(this), observation, this);
  };
}

function readSignal(stream: SdkStream): AbortSignal | undefined {
  const signal: unknown = stream.controller?.signal;
  return signal instanceof AbortSignal ? signal : undefined;
}
