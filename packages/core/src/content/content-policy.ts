import type { RedactContent } from './redact-parts.ts';

/**
 * Where the messages of a call are recorded: nowhere (`false`), in attributes of its span (`true` and `'span'`), in its
 * details event (`'event'`), or in both.
 */
export type ContentCapture = boolean | 'span' | 'event' | 'span_and_event';

/** All values of `ContentCapture`. */
export const contentCaptures: readonly ContentCapture[] = [false, true, 'span', 'event', 'span_and_event'];

/** How an instrumentation records the messages of its calls. */
export interface ContentPolicy {
  /** Where; a call may run under another capture, see `withContentCapture`. */
  capture: ContentCapture;
  /** UTF-8 bytes of JSON that one content attribute may have. */
  maxBytes: number;
  /** Changes or drops each part before it is recorded. */
  redact: RedactContent | undefined;
}

/** UTF-8 bytes of JSON that one content attribute may have unless an option says otherwise. */
export const DEFAULT_CONTENT_BYTES = 65_536;

/** Whether a capture puts content on the span. */
export function capturesOnSpan(capture: ContentCapture): boolean {
  return capture === true || capture === 'span' || capture === 'span_and_event';
}

/** Whether a capture puts content on the details event. */
export function capturesOnEvent(capture: ContentCapture): boolean {
  return capture === 'event' || capture === 'span_and_event';
}
