import { describeMethods } from './observe-iterator.ts';
import type { StreamObservation } from './stream-observation.ts';

type GetReader = (...options: unknown[]) => ReadableStreamDefaultReader<unknown>;

/**
 * Observes the readers of a `ReadableStream` in place, beside its iterators. `tee()`, `pipeTo()` and `pipeThrough()` read
 * by other means and are not seen.
 */
export function observeReader(stream: object, observation: StreamObservation): void {
  const { getReader } = ReadableStream.prototype as unknown as { getReader: GetReader };
  Object.defineProperty(stream, 'getReader', {
    value: observeFactory(getReader, observation),
    writable: true,
    configurable: true,
    enumerable: false,
  });
}

// A scope of its own: a closure made beside `stream` would keep the stream from being collected.
function observeFactory(getReader: GetReader, observation: StreamObservation): GetReader {
  return function observedGetReader(this: ReadableStream, ...options: unknown[]) {
    const reader = getReader.apply(this, options);
    const inner = {
      next: reader.read.bind(reader),
      return: reader.cancel.bind(reader) as unknown as () => Promise<IteratorResult<unknown>>,
    };
    const observed = describeMethods(inner, observation, { reads: false }, this);
    if (observed['next']) Object.defineProperty(reader, 'read', observed['next']);
    if (observed['return']) Object.defineProperty(reader, 'cancel', observed['return']);
    return reader;
  };
}
