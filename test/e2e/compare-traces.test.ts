import type { FlatSpan } from '@tokenspan/otlp-receiver';
import { expect, test } from 'vitest';

import { compareTraces } from './compare-traces.ts';

function makeSpan(changes: Partial<FlatSpan> = {}): FlatSpan {
  return {
    traceId: '1'.repeat(32),
    spanId: '2'.repeat(16),
    parentSpanId: undefined,
    name: 'chat',
    kind: 'client',
    startNanoseconds: 1n,
    endNanoseconds: 2n,
    status: { code: 'unset', message: undefined },
    attributes: { model: 'sample', tokens: 3 },
    events: [{ name: 'first chunk', timeNanoseconds: 1n, attributes: {} }],
    links: [],
    resource: { 'service.name': 'sample' },
    scope: { name: 'tokenspan', version: '1' },
    ...changes,
  };
}

test('equal spans in another order are equal', () => {
  const other = makeSpan({ spanId: '3'.repeat(16), attributes: { tokens: 3, model: 'sample' } });
  expect(compareTraces([makeSpan(), other], [other, makeSpan()])).toEqual([]);
});

test('a span that one side has not is found', () => {
  const spanId = makeSpan().spanId;
  const presence = { spanId, span: 'chat', field: 'presence' };
  expect(compareTraces([makeSpan()], [])).toContainEqual({ ...presence, a: 'present', b: undefined });
  expect(compareTraces([], [makeSpan()])).toContainEqual({ ...presence, a: undefined, b: 'present' });
});

test('a span that one side has twice is found', () => {
  expect(compareTraces([makeSpan()], [makeSpan(), makeSpan()])).toMatchObject([
    { field: 'number of spans', a: 1, b: 2 },
  ]);
});

test.each<[string, Partial<FlatSpan>]>([
  ['parentSpanId', { parentSpanId: '4'.repeat(16) }],
  ['endNanoseconds', { endNanoseconds: 3n }],
  ['status', { status: { code: 'error', message: 'no' } }],
  ['attributes.tokens', { attributes: { model: 'sample', tokens: 4 } }],
  ['attributes.model', { attributes: { tokens: 3 } }],
  ['resource.service.name', { resource: { 'service.name': 'other' } }],
  ['events', { events: [] }],
  ['scope', { scope: { name: 'tokenspan', version: '2' } }],
])('a difference in %s is found and nothing else', (field, changes) => {
  const differences = compareTraces([makeSpan()], [makeSpan(changes)]);
  expect(differences.map((difference) => difference.field)).toEqual([field]);
});
