import type { FakeProvider, Script } from '@tokenspan/fake-provider';

/** The parts of an SDK's promise that rows use. */
export interface SdkPromise<T> extends Promise<T> {
  withResponse(): Promise<{ data: T; response: Response }>;
  asResponse(): Promise<Response>;
}

/** The parts of an SDK's stream that rows use. */
export interface SdkEventStream extends AsyncIterable<unknown> {
  controller: AbortController;
  tee(): [SdkEventStream, SdkEventStream];
  toReadableStream(): ReadableStream<Uint8Array>;
}

/** What a caller may pass along with a call. */
export interface CallOptions {
  signal?: AbortSignal;
  timeout?: number;
  maxRetries?: number;
}

/** What a row has at hand. */
export interface RowContext<Result> {
  provider: FakeProvider;
  /** Calls the SDK and returns what it returned. */
  call: (options?: CallOptions) => Result;
  /** Notes what the caller saw; transparency compares the notes with those of a control run. */
  see: (what: string, value?: unknown) => void;
  /** Resolves when this many unhandled rejections were reported. */
  waitForUnhandled: (count: number) => Promise<void>;
  /** The event data that hold the last event, by which a row knows that the answer is whole. */
  isLast: (event: unknown) => boolean;
}

/** Which counts a span must carry: all that the provider reports, the input side, or none. */
export type ExpectedUsage = 'all' | 'input' | 'none';

/** What one row expects of the span of its call. */
export interface Expected {
  outcome: 'completed' | 'cancelled' | 'failed' | 'truncated' | 'abandoned';
  usage: ExpectedUsage;
  /** `error.type`; also says that the status is ERROR. A name from `ProviderFixture.errorTypes`, or a class name. */
  error?: string;
  /** The answer is settled only when the tracer provider shuts down (or on garbage collection). */
  atShutdown?: true;
  /** How many spans end; 1 if not given. */
  spans?: number;
}

/** The replies that rows script, in the wire format of one provider. */
export interface Replies {
  stream: (faults?: 'drop' | 'truncate' | 'error event' | 'malformed' | 'stall' | 'slow') => Script;
  plain: () => Script;
  /** An answer that asks for the tool `get_weather`, streamed and plain. */
  toolStream: () => Script;
  toolPlain: () => Script;
  rateLimit: () => Script;
  serverError: () => Script;
  unauthorized: () => Script;
  /** Headers never come. */
  silent: () => Script;
}

/** One way in which a call can go: what the provider answers, what the caller does, what the span must say. */
export interface Row<Result> {
  name: string;
  replies: (replies: Replies) => Script[];
  run: (context: RowContext<Result>) => Promise<void>;
  expected: Expected;
}

/** Reads a stream to its end and notes every event. */
export async function readAll(
  events: AsyncIterable<unknown>,
  see: RowContext<unknown>['see'],
): Promise<void> {
  for await (const event of events) see('event', event);
  see('end');
}

/** Runs something that must reject, and notes how. */
export async function seeRejection(see: RowContext<unknown>['see'], run: () => unknown): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    see('error', describeRejection(error));
    return error;
  }
  see('no error');
  return undefined;
}

/** What a caller can tell of an error: its classes, its message, the SDK's fields. */
export function describeRejection(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { value: error };
  const classes: string[] = [];
  for (let kind = Object.getPrototypeOf(error); kind; kind = Object.getPrototypeOf(kind)) {
    classes.push(kind.constructor.name);
  }
  const { status, type, error: body, cause } = error as Error & Record<string, unknown>;
  return {
    classes,
    name: error.name,
    message: error.message.replace(/127\.0\.0\.1:\d+/g, 'provider'),
    status,
    type,
    body,
    ...(cause !== undefined && { cause: (cause as Error).message?.replace(/127\.0\.0\.1:\d+/g, 'provider') }),
  };
}
