import type { AccumulatorOptions } from '../accumulate/accumulator.ts';
import { detectAccumulator } from '../accumulate/detect-accumulator.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Response } from '../model/response.ts';
import { observeAsyncIterable } from './observe-async-iterable.ts';
import { isSdkStream, observeSdkStream } from './observe-sdk-stream.ts';
import type { StreamListener } from './stream-observation.ts';

/** What became of one stream. */
export interface StreamRecord {
  outcome: Outcome;
  /** The error that the consumer got; only with `failed`. */
  error?: unknown;
  /** The answer as far as it came, with the provider's own usage. */
  response: Response;
  /** How many events were read. */
  events: number;
  /** Seconds from `observeStream` to the first event; absent when none was read. */
  timeToFirstEvent?: number;
  /** Seconds from `observeStream` to the end. */
  duration: number;
}

/** What to do with a stream that is observed. A throw of either function is swallowed. */
export interface ObserveStreamOptions extends AccumulatorOptions {
  /** Called with each event just before the consumer gets it. */
  onEvent?: (event: unknown) => void;
  /** Called exactly once, however the stream ends: read out, left, failed, cut, aborted, garbage-collected. */
  onEnd?: (record: StreamRecord) => void;
}

const accepted = new Set(['onEvent', 'onEnd', 'content', 'contentMaxBytes']);

/**
 * Observes a stream of an LLM SDK and returns the very same object; works without OpenTelemetry.
 *
 * Takes the `Stream` of `openai` and `@anthropic-ai/sdk`, async generators, and other async iterables. Not their helper
 * streams (`messages.stream()`): those are read through listeners too, and a listener of ours would change what they
 * do with errors.
 *
 * @throws TypeError when `stream` is not such a stream or an option has the wrong type.
 * @example
 * const stream = observeStream(await client.messages.create({ ...params, stream: true }), {
 *   onEnd: ({ outcome, response }) => console.log(outcome, response.usage),
 * });
 */
export function observeStream<T extends AsyncIterable<unknown>>(stream: T, options: ObserveStreamOptions): T {
  validateOptions(options);
  validateStream(stream);
  const listener = createRecorder(options);
  if (isSdkStream(stream)) observeSdkStream(stream, listener);
  else observeAsyncIterable(stream, listener);
  return stream;
}

function createRecorder(options: ObserveStreamOptions): StreamListener {
  const { onEvent, onEnd, ...accumulatorOptions } = options;
  const accumulator = detectAccumulator(accumulatorOptions);
  const start = performance.now();
  let events = 0;
  let first: number | undefined;
  return {
    get finished(): boolean {
      return accumulator.finished;
    },
    get terminated(): boolean {
      return accumulator.terminated;
    },
    event(event: unknown): void {
      events++;
      first ??= performance.now();
      accumulator.fold(event);
      onEvent?.(event);
    },
    end(outcome: Outcome, error?: unknown): void {
      onEnd?.({
        outcome,
        ...(outcome === 'failed' && { error }),
        response: accumulator.response(),
        events,
        ...(first !== undefined && { timeToFirstEvent: (first - start) / 1000 }),
        duration: (performance.now() - start) / 1000,
      });
    },
  };
}

function validateOptions(options: ObserveStreamOptions): void {
  for (const [name, value] of Object.entries(options)) {
    if (!accepted.has(name)) {
      throw new TypeError(`observeStream has no option "${name}"; accepted: ${[...accepted].join(', ')}`);
    }
    if (value === undefined) continue;
    if ((name === 'onEvent' || name === 'onEnd') && typeof value !== 'function') {
      throw new TypeError(`observeStream: "${name}" must be a function`);
    }
    if (name === 'content' && typeof value !== 'boolean') {
      throw new TypeError('observeStream: "content" must be true or false');
    }
    if (name === 'contentMaxBytes' && !(typeof value === 'number' && Number.isInteger(value) && value >= 0)) {
      throw new TypeError('observeStream: "contentMaxBytes" must be a whole number of bytes, 0 or more');
    }
  }
}

function validateStream(stream: unknown): void {
  const candidate = stream as {
    [Symbol.asyncIterator]?: unknown;
    finalMessage?: unknown;
    on?: unknown;
  } | null;
  if (typeof candidate !== 'object' || candidate === null || !(Symbol.asyncIterator in candidate)) {
    throw new TypeError(
      'observeStream takes an async iterable: await the promise that the SDK returned first',
    );
  }
  if (typeof candidate.on === 'function') {
    throw new TypeError(
      'observeStream takes no helper stream: pass the result of create({ stream: true }), or use an instrumentation',
    );
  }
}
