import { context as contextApi, createContextKey } from '@opentelemetry/api';
import type { Context } from '@opentelemetry/api';
import { contentCaptures } from './content-policy.ts';
import type { ContentCapture } from './content-policy.ts';

/** The same key in every copy of this package: the API makes it by `Symbol.for`. */
const key = createContextKey('tokenspan.contentCapture');

/**
 * Runs a function under another content capture than the instrumentations have: every call of a model that it makes,
 * also later in what it awaits, is recorded so. Needs a context manager, which every OpenTelemetry SDK registers.
 *
 * @throws TypeError for a capture that does not exist, and what `run` throws
 * @returns what `run` returned
 */
export function withContentCapture<T>(capture: ContentCapture, run: () => T): T {
  return contextApi.with(setContentCapture(contextApi.active(), capture), run);
}

/**
 * A context in which calls are recorded under this content capture: for programs that hand contexts on themselves.
 *
 * @throws TypeError for a capture that does not exist
 */
export function setContentCapture(context: Context, capture: ContentCapture): Context {
  if (!contentCaptures.includes(capture)) {
    throw new TypeError(`content capture must be one of ${contentCaptures.join(', ')}`);
  }
  return context.setValue(key, capture);
}

/** The content capture of a context; `undefined` where the instrumentation's own counts. */
export function readContentCapture(context: Context): ContentCapture | undefined {
  const capture = context.getValue(key) as ContentCapture | undefined;
  return contentCaptures.includes(capture as ContentCapture) ? capture : undefined;
}
