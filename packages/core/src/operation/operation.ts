import { INVALID_SPAN_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Attributes, Context, Span } from '@opentelemetry/api';
import type { AccumulatorOptions, Outcome, Request, RequestContent, Response } from '@tokenspan/streams';
import { CallContent } from '../content/call-content.ts';
import { guard } from '../guard.ts';
import { emitCallEvents, wantsDetails, wantsException } from '../telemetry/call-events.ts';
import { ChunkTimes, findChunkHistograms } from '../telemetry/chunk-times.ts';
import { describeError, describeFailure } from '../telemetry/describe-error.ts';
import type { ErrorDescription } from '../telemetry/describe-error.ts';
import { endAttributes } from '../telemetry/end-attributes.ts';
import { endSpan } from '../telemetry/end-span.ts';
import { errorAttributes } from '../telemetry/error-attributes.ts';
import { recordMetrics } from '../telemetry/record-metrics.ts';
import { requestAttributes } from '../telemetry/request-attributes.ts';
import { addOpenOperation, removeOpenOperation } from './open-operations.ts';
import type { OperationTelemetry } from './operation-telemetry.ts';

/** What is known at the end of a call. */
export interface OperationEnd {
  response?: Response;
  error?: unknown;
  /** The error came out of a stream that had begun. */
  inStream?: boolean;
  /** The provider accepted the call, so that tokens were used whether or not it reported them. */
  accepted?: boolean;
  /** The caller took the raw HTTP response. */
  raw?: boolean;
}

/** A consumer whose first read goes out later than this after the stream was there reads late. Milliseconds. */
const LATE_READ = 10;

const unrecorded = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);

/** One call to a provider from its start to its one end: its span, its metrics, its hooks. */
export class Operation {
  readonly request: Request;
  /** The span of the call; a span that records nothing when it is not sampled or another tracer has one. */
  readonly span: Span;
  /** The context in which the request is sent: the caller's, with the span in it. */
  readonly context: Context;
  readonly #telemetry: OperationTelemetry;
  readonly #start = performance.now();
  readonly #content: CallContent | undefined;
  #streamSeen: number | undefined;
  #firstChunkSeen: number | undefined;
  #late = false;
  #settled = false;
  #abandon: (() => void) | undefined;

  constructor(telemetry: OperationTelemetry, request: Request, parent: Context) {
    this.#telemetry = telemetry;
    this.request = request;
    // A fault of the tracer costs the span. The guard, the hooks and the metrics of the call go on.
    this.span = guard('start a span', () => startSpan(telemetry, request, parent)) ?? unrecorded;
    this.context = guard('set the active span', () => makeContext(telemetry, this.span, parent)) ?? parent;
    this.#content = guard('read the content policy', () =>
      CallContent.create(telemetry.content, parent, {
        span: () => this.span.isRecording(),
        event: () => wantsDetails(telemetry.logger, request, this.context),
      }),
    );
  }

  /** Whether anything listens: a recording span, a metric, a hook or a logger. */
  get observed(): boolean {
    const { instruments, hooks, logger } = this.#telemetry;
    return (
      this.span.isRecording() ||
      instruments !== undefined ||
      hooks.length > 0 ||
      wantsDetails(logger, this.request, this.context) ||
      wantsException(logger, this.context)
    );
  }

  /** How much of the answer is kept while it arrives: nothing, unless it is recorded. */
  get accumulatorOptions(): AccumulatorOptions {
    return this.#content?.accumulatorOptions ?? {};
  }

  get settled(): boolean {
    return this.#settled;
  }

  /** Seconds from the start of the call to the first chunk; `undefined` before it, or when none came. */
  get timeToFirstChunk(): number | undefined {
    return this.#firstChunkSeen === undefined ? undefined : (this.#firstChunkSeen - this.#start) / 1000;
  }

  /** Tells the hooks that the call starts. */
  begin(): void {
    addOpenOperation(this);
    for (const hook of this.#telemetry.hooks) guard('run the hook "started"', () => hook.started?.(this));
  }

  /** Records what goes to the model, if that is recorded; else `read` is not called. */
  recordContent(read: () => RequestContent): void {
    if (!this.#content) return;
    const content = read();
    const { attributes, whole } = this.#content.takeRequest(content);
    // An open call holds no more of its prompt than the byte cap allows.
    if (whole) this.request.content = () => content;
    this.#setAttributes(attributes);
  }

  /** Says how to settle this operation when nobody will read on. */
  onAbandon(abandon: () => void): void {
    this.#abandon = abandon;
  }

  /** Settles the operation because nobody will read on. */
  abandon(): void {
    if (this.#abandon) guard('abandon a call', this.#abandon);
    this.settle('abandoned');
  }

  /** The stream is there to be read. */
  seeStream(): void {
    this.#streamSeen = performance.now();
  }

  /** The consumer asked for the first event. */
  seeFirstRead(): void {
    this.#late = this.#streamSeen !== undefined && performance.now() - this.#streamSeen > LATE_READ;
  }

  /** An event came. Only the first counts. */
  seeChunk(): void {
    this.#firstChunkSeen ??= performance.now();
  }

  /** Makes what records the time of each chunk; undefined where that is not recorded. */
  createChunkTimes(): ChunkTimes | undefined {
    const { instruments } = this.#telemetry;
    if (!instruments) return undefined;
    const histograms = findChunkHistograms(instruments, this.request);
    return histograms.length > 0 ? new ChunkTimes(histograms, this.request, this.context) : undefined;
  }

  /** Ends the operation: attributes, status, hooks, metrics, events, span, in this order. Only the first call has an effect. */
  settle(ended: Outcome, end: OperationEnd = {}): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#abandon = undefined;
    removeOpenOperation(this);
    const duration = (performance.now() - this.#start) / 1000;
    // The whole answer came, and says that there is none.
    const outcome = ended === 'completed' && end.response?.failure ? 'failed' : ended;
    const error = guard('describe an error', () => this.#describeError(outcome, end));
    const attributes = guard('read the attributes of a response', () => this.#readAttributes(outcome, end));
    const content = guard('read the content of a response', () => this.#content?.takeResponse(end.response));
    guard('set the attributes of a response', () => this.#setAttributes({ ...attributes, ...content?.span }));
    guard('set the error of a span', () => this.#setError(error));
    for (const hook of this.#telemetry.hooks) {
      guard('run the hook "settled"', () => hook.settled?.(this, end.response, outcome));
    }
    guard('record metrics', () => this.#recordMetrics(duration, end.response, error));
    guard('emit events', () => this.#emitEvents({ ...attributes, ...content?.event }, error));
    guard('end a span', () => endSpan(this.span));
  }

  #readMessage({ message }: ErrorDescription): string | undefined {
    return this.#telemetry.captureErrorMessage ? message : undefined;
  }

  #describeError(outcome: Outcome, end: OperationEnd): ErrorDescription | undefined {
    if (outcome === 'completed' || outcome === 'abandoned') return undefined;
    if (outcome === 'cancelled' && !this.#telemetry.cancelledIsError) return undefined;
    if (end.error === undefined && end.response?.failure) return describeFailure(end.response.failure);
    return end.error === undefined ? { type: outcome } : describeError(end.error, end.inStream ?? false);
  }

  #readAttributes(outcome: Outcome, end: OperationEnd): Attributes {
    return endAttributes({
      request: this.request,
      response: end.response,
      outcome,
      raw: end.raw ?? false,
      accepted: end.accepted ?? false,
      timeToFirstChunk: this.timeToFirstChunk,
      late: this.#late,
    });
  }

  #setAttributes(attributes: Attributes): void {
    if (this.span.isRecording()) this.span.setAttributes(attributes);
  }

  #setError(error: ErrorDescription | undefined): void {
    if (!error) return;
    this.#setAttributes(errorAttributes(error));
    const message = this.#readMessage(error);
    this.span.setStatus({ code: SpanStatusCode.ERROR, ...(message !== undefined && { message }) });
  }

  #emitEvents(attributes: Record<string, unknown>, error: ErrorDescription | undefined): void {
    const { logger } = this.#telemetry;
    const { request, context } = this;
    if (!logger) return;
    emitCallEvents(logger, {
      request,
      attributes,
      error,
      message: error && this.#readMessage(error),
      context,
    });
  }

  #recordMetrics(
    duration: number,
    response: Response | undefined,
    error: ErrorDescription | undefined,
  ): void {
    if (!this.#telemetry.instruments) return;
    const timeToFirstChunk = this.#late ? undefined : this.timeToFirstChunk;
    const measurement = {
      request: this.request,
      response,
      duration,
      ...(timeToFirstChunk !== undefined && { timeToFirstChunk }),
      ...(error && { errorType: error.type }),
    };
    recordMetrics(this.#telemetry.instruments, measurement, this.context);
  }
}

function startSpan({ tracer }: OperationTelemetry, request: Request, parent: Context): Span | undefined {
  const name = request.model === undefined ? request.operation : `${request.operation} ${request.model}`;
  return tracer?.startSpan(name, { kind: SpanKind.CLIENT, attributes: requestAttributes(request) }, parent);
}

function makeContext({ tracer }: OperationTelemetry, span: Span, parent: Context): Context {
  return tracer && span !== unrecorded ? trace.setSpan(parent, span) : parent;
}
