import { SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { expect } from 'vitest';
import type { Expected } from './row.ts';

/** What a provider's standard answer has to look like on a span. */
export interface ExpectedSpan {
  /** The names of `error` in rows to the `error.type` of this provider, where they are not class names already. */
  errorTypes: Record<string, string>;
  /** Attributes of the whole answer. */
  all: Record<string, unknown>;
  /** Attributes of an answer of which only the beginning came. */
  input: Record<string, unknown>;
}

const reported = /^gen_ai\.usage\./;

/** Asserts that the ended LLM spans of a cell are what its row expects. */
export function checkSpans(spans: readonly ReadableSpan[], expected: Expected, provider: ExpectedSpan): void {
  expect(spans).toHaveLength(expected.spans ?? 1);
  for (const span of spans) checkSpan(span, expected, provider);
}

function checkSpan(span: ReadableSpan, expected: Expected, provider: ExpectedSpan): void {
  const { attributes, status } = span;
  expect(span.ended).toBe(true);
  const isStream = attributes['gen_ai.request.stream'] === true;
  const told = isStream || expected.outcome === 'cancelled' || expected.outcome === 'abandoned';
  expect(attributes['tokenspan.stream.outcome']).toBe(told ? expected.outcome : undefined);
  const errorType = expected.error && (provider.errorTypes[expected.error] ?? expected.error);
  expect(attributes['error.type']).toBe(errorType);
  expect(status.code).toBe(errorType ? SpanStatusCode.ERROR : SpanStatusCode.UNSET);
  const usage = Object.fromEntries(Object.entries(attributes).filter(([name]) => reported.test(name)));
  if (expected.usage === 'none') expect(usage).toEqual({});
  else expect(attributes).toMatchObject(provider[expected.usage]);
  if (expected.usage === 'input') {
    expect(attributes).not.toHaveProperty(['gen_ai.usage.output_tokens']);
    expect(attributes).toHaveProperty(['tokenspan.usage.estimated.output_tokens']);
  }
}
