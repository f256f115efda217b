import type { Attributes, Context } from '@opentelemetry/api';
import type { AccumulatorOptions, RequestContent, Response } from '@tokenspan/streams';
import { guard } from '../guard.ts';
import * as names from '../telemetry/semantic-conventions.ts';
import { capturesOnEvent, capturesOnSpan } from './content-policy.ts';
import type { ContentPolicy } from './content-policy.ts';
import { readContentCapture } from './with-content-capture.ts';
import { writeRequestContent, writeResponseContent } from './write-content.ts';
import type { WrittenContent } from './write-content.ts';

/** Who listens to the content of one call; asked only where the policy records it. */
export interface ContentListeners {
  /** Whether its span records. */
  span: () => boolean;
  /** Whether its details event will be emitted. */
  event: () => boolean;
}

/** Beyond the cap, so that `redactContent` sees whole what the cap will cut in two. */
const REDACTION_MARGIN = 4096;

/** The messages of one call, for as long as it is open: within the byte cap, and never the caller's own objects. */
export class CallContent {
  readonly #policy: ContentPolicy;
  readonly #onSpan: boolean;
  readonly #onEvent: boolean;
  #request: WrittenContent = {};

  private constructor(policy: ContentPolicy, onSpan: boolean, onEvent: boolean) {
    this.#policy = policy;
    this.#onSpan = onSpan;
    this.#onEvent = onEvent;
  }

  /** Undefined where nothing of the messages is recorded, and so nothing may be read. */
  static create(
    policy: ContentPolicy,
    context: Context,
    listeners: ContentListeners,
  ): CallContent | undefined {
    const capture = readContentCapture(context) ?? policy.capture;
    const onSpan = capturesOnSpan(capture) && ask(listeners.span);
    const onEvent = capturesOnEvent(capture) && ask(listeners.event);
    return onSpan || onEvent ? new CallContent(policy, onSpan, onEvent) : undefined;
  }

  /** How much of the answer an accumulator keeps. */
  get accumulatorOptions(): AccumulatorOptions {
    const { maxBytes, redact } = this.#policy;
    return { content: true, contentMaxBytes: redact ? maxBytes + REDACTION_MARGIN : maxBytes };
  }

  /**
   * Takes what goes to the model.
   *
   * @returns the attributes for the span, and whether all of it is recorded, within the cap
   */
  takeRequest(content: RequestContent): { attributes: Attributes; whole: boolean } {
    const written = writeRequestContent(content, this.#policy);
    if (this.#onEvent) this.#request = written;
    // What `redactContent` dropped has no measure, and is for nobody else either.
    const whole = !this.#policy.redact && Object.values(written).every(({ truncated }) => !truncated);
    return { attributes: this.#onSpan ? asSpanAttributes(written) : {}, whole };
  }

  /** Takes what the model answered: the attributes for the span, and for the event, where the request is among them. */
  takeResponse(response: Response | undefined): { span: Attributes; event: Record<string, unknown> } {
    const written = response ? writeResponseContent(response, this.#policy) : {};
    return {
      span: this.#onSpan ? asSpanAttributes(written) : {},
      event: this.#onEvent ? asEventAttributes({ ...this.#request, ...written }) : {},
    };
  }
}

function ask(listens: () => boolean): boolean {
  return guard('ask who listens to content', listens) ?? false;
}

/** Span attributes cannot be structured in JavaScript: JSON. */
function asSpanAttributes(written: WrittenContent): Attributes {
  const attributes: Attributes = {};
  for (const [name, { value }] of Object.entries(written)) attributes[name] = JSON.stringify(value);
  return { ...attributes, ...describeCut(written) };
}

function asEventAttributes(written: WrittenContent): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  for (const [name, { value }] of Object.entries(written)) attributes[name] = value;
  return { ...attributes, ...describeCut(written) };
}

function describeCut(written: WrittenContent): Attributes {
  const isCut = Object.values(written).some(({ truncated }) => truncated);
  return isCut ? { [names.ATTR_TOKENSPAN_CONTENT_TRUNCATED]: true } : {};
}
