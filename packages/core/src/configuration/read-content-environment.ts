import type { ContentCapture } from '../content/content-policy.ts';
import { readChoice } from './read-environment.ts';

/** Both forms that are in use: that of the JavaScript instrumentations and that of the Python ones. */
const captures: Record<string, ContentCapture> = {
  true: true,
  false: false,
  no_content: false,
  span_only: 'span',
  event_only: 'event',
  span_and_event: 'span_and_event',
};

/** What `OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT` says, in any case; a value that says nothing warns. */
export function readContentCapture(): ContentCapture | undefined {
  const choice = readChoice('OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT', Object.keys(captures));
  return choice === undefined ? undefined : captures[choice];
}

const limits = ['OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT', 'OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT'];

/** The length at which the SDK cuts an attribute of a span, in UTF-16 units; infinite where the environment has none. */
export function readAttributeLimit(): number {
  for (const name of limits) {
    const value = globalThis.process?.env[name]?.trim();
    if (value && Number.isSafeInteger(Number(value)) && Number(value) >= 0) return Number(value);
  }
  return Number.POSITIVE_INFINITY;
}
