import { isDeepStrictEqual } from 'node:util';
import type { FlatSpan } from '@tokenspan/otlp-receiver';

/** One thing in which two backends disagree about a span. */
export interface TraceDifference {
  readonly spanId: string;
  /** The name of the span, for people. */
  readonly span: string;
  /**
   * What differs: a field of FlatSpan, an attribute as `attributes.<key>`, or `presence` for a span that one
   * side has not.
   */
  readonly field: string;
  /** The two values; undefined where a side has none. */
  readonly a: unknown;
  readonly b: unknown;
}

/**
 * Compares what two backends hold of the same spans, span by span and in every field. The order of spans and
 * of attributes says nothing; the order of events and links counts. Empty when the two agree.
 */
export function compareTraces(a: readonly FlatSpan[], b: readonly FlatSpan[]): TraceDifference[] {
  return [...compareCounts(a, b), ...pairSpans(a, b).flatMap(([left, right]) => compareSpans(left, right))];
}

/** A backend that holds a span twice is as wrong as one that lost it. */
function compareCounts(a: readonly FlatSpan[], b: readonly FlatSpan[]): TraceDifference[] {
  if (a.length === b.length) return [];
  return [{ spanId: '', span: '', field: 'number of spans', a: a.length, b: b.length }];
}

type SpanPair = [FlatSpan | undefined, FlatSpan | undefined];

function pairSpans(a: readonly FlatSpan[], b: readonly FlatSpan[]): SpanPair[] {
  const identify = (span: FlatSpan): string => `${span.traceId} ${span.spanId}`;
  const pairs = new Map<string, SpanPair>(a.map((span) => [identify(span), [span, undefined]]));
  for (const span of b) pairs.set(identify(span), [pairs.get(identify(span))?.[0], span]);
  return [...pairs.values()];
}

function compareSpans(a: FlatSpan | undefined, b: FlatSpan | undefined): TraceDifference[] {
  const { spanId, name } = (a ?? b)!;
  if (a === undefined || b === undefined) {
    return [{ spanId, span: name, field: 'presence', a: a && 'present', b: b && 'present' }];
  }
  const fields = { a: listFields(a), b: listFields(b) };
  return [...new Set([...fields.a.keys(), ...fields.b.keys()])]
    .filter((field) => !isDeepStrictEqual(fields.a.get(field), fields.b.get(field)))
    .map((field) => ({ spanId, span: name, field, a: fields.a.get(field), b: fields.b.get(field) }));
}

/**
 * Every field under its name; attributes one by one, so that a difference shows the attribute and not all of
 * them.
 */
function listFields(span: FlatSpan): Map<string, unknown> {
  const { attributes, resource, ...fields } = span;
  return new Map<string, unknown>([
    ...Object.entries(fields),
    ...Object.entries(attributes).map(([key, value]): [string, unknown] => [`attributes.${key}`, value]),
    ...Object.entries(resource).map(([key, value]): [string, unknown] => [`resource.${key}`, value]),
  ]);
}
