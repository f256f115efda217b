import { expect, test } from 'vitest';

import { flattenSpans } from './flatten-spans.ts';
import type { OtlpAnyValue, OtlpSpan } from './otlp-traces.ts';

function flattenOne(span: OtlpSpan) {
  const [flat] = flattenSpans({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
  return flat!;
}

test('integer and named enums mean the same', () => {
  const asInteger = flattenOne({ kind: 4, status: { code: 2 } });
  const asName = flattenOne({ kind: 'SPAN_KIND_PRODUCER', status: { code: 'STATUS_CODE_ERROR' } });
  expect(asInteger).toMatchObject({ kind: 'producer', status: { code: 'error' } });
  expect(asName).toEqual(asInteger);
});

test('what is missing has the default of protobuf', () => {
  expect(flattenOne({})).toEqual({
    traceId: '',
    spanId: '',
    parentSpanId: undefined,
    name: '',
    kind: 'unspecified',
    startNanoseconds: 0n,
    endNanoseconds: 0n,
    status: { code: 'unset', message: undefined },
    attributes: {},
    events: [],
    links: [],
    resource: {},
    scope: { name: '', version: '' },
  });
  expect(flattenSpans({})).toEqual([]);
});

test('an empty parent is no parent, and identifiers are lower case', () => {
  const span = flattenOne({ parentSpanId: '', spanId: 'ABCDEF0123456789' });
  expect(span).toMatchObject({ parentSpanId: undefined, spanId: 'abcdef0123456789' });
});

const values: [string, OtlpAnyValue, unknown][] = [
  ['integer as a string', { intValue: '4294967296' }, 4_294_967_296],
  ['integer as a number', { intValue: 4_294_967_296 }, 4_294_967_296],
  ['integer beyond 2^53', { intValue: '9223372036854775807' }, 9_223_372_036_854_775_807n],
  ['double that is not a number', { doubleValue: 'NaN' }, Number.NaN],
  ['infinite double', { doubleValue: '-Infinity' }, -Infinity],
  ['empty list', { arrayValue: {} }, []],
  ['map', { kvlistValue: { values: [{ key: 'a', value: { boolValue: false } }] } }, { a: false }],
  ['bytes', { bytesValue: 'AQI=' }, 'AQI='],
  ['empty value', {}, null],
];

test.each(values)('reads an attribute that is an %s', (_what, value, expected) => {
  expect(flattenOne({ attributes: [{ key: 'x', value }] }).attributes).toEqual({ x: expected });
});

test('a kind that nobody knows is a mistake of the sender', () => {
  expect(() => flattenOne({ kind: 9 })).toThrow('unknown SPAN_KIND_* value 9');
});
