import type { FlatAttributes, FlatSpan } from '@tokenspan/otlp-receiver';
import { expect, it } from 'vitest';
import { createPaint } from './paint.ts';
import { renderTotals } from './render-totals.ts';
import { renderWaterfall } from './render-waterfall.ts';

const plain = createPaint(false);

/** A span of a made trace; times in milliseconds. */
function makeSpan(
  id: string,
  parent: string | undefined,
  [start, end]: [number, number],
  name: string,
  attributes: FlatAttributes = {},
): FlatSpan {
  return {
    traceId: 'a'.repeat(32),
    spanId: id,
    parentSpanId: parent,
    name,
    kind: 'internal',
    startNanoseconds: BigInt(start) * 1_000_000n,
    endNanoseconds: BigInt(end) * 1_000_000n,
    status: { code: 'error.type' in attributes ? 'error' : 'unset', message: undefined },
    attributes,
    events: [],
    links: [],
    resource: {},
    scope: { name: '', version: '' },
  };
}

const call = { 'gen_ai.operation.name': 'chat', 'gen_ai.usage.input_tokens': 1867 };
const spans = [
  makeSpan('3', '1', [500, 1000], 'chat m', {
    ...call,
    'gen_ai.response.time_to_first_chunk': 0.25,
    'error.type': 'RateLimitError',
    'http.response.status_code': 429,
    'tokenspan.usage.estimated.output_tokens': 6,
  }),
  makeSpan('1', undefined, [0, 1000], 'root'),
  makeSpan('2', '1', [0, 500], 'chat m', {
    ...call,
    'gen_ai.response.time_to_first_chunk': 0.25,
    'gen_ai.usage.output_tokens': 48,
    'gen_ai.usage.cache_read.input_tokens': 1846,
    'tokenspan.stream.outcome': 'completed',
  }),
  makeSpan('4', '2', [0, 400], 'POST', { 'http.response.status_code': 200 }),
  makeSpan('5', '3', [500, 600], 'POST', { 'http.response.status_code': 429 }),
  makeSpan('6', '3', [800, 900], 'POST', { 'http.response.status_code': 429 }),
];

it('draws the tree with bars to scale and the facts of each call in columns', () => {
  expect(renderWaterfall(spans, { width: 116, paint: plain })).toEqual([
    '             ╷0                   ╷500 ms               duration 1st chunk  input  cached to cache output  outcome',
    'root         ──────────────────────────────────────────      1 s',
    '├ chat m     ░░░░░░░░░░░██████████                        500 ms    250 ms  1,867   1,846              48  completed',
    '└ chat m                          ░░░░░░░░░░░██████████   500 ms    250 ms  1,867                      ~6  failed',
    '  │ RateLimitError 429',
    '  ├ POST 429                      ────                    100 ms',
    '  └ POST 429                                   ────       100 ms',
  ]);
});

it('puts the facts of a call on a line of their own where there is no room for columns', () => {
  const lines = renderWaterfall(spans, { width: 80, paint: plain });
  expect(lines).toContain('│   completed · 1st chunk 250 ms · in 1,867 · cached 1,846 · out 48');
  expect(lines).toContain('  │ failed · 1st chunk 250 ms · in 1,867 · out ~6');
});

it.each([60, 80, 109, 110, 120, 160])('keeps within %i columns', (width) => {
  const lines = renderWaterfall(spans, { width, paint: plain });
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
});

it('draws nothing for no spans, and a trace without length', () => {
  expect(renderWaterfall([], { width: 80, paint: plain })).toEqual([]);
  const [, line] = renderWaterfall([makeSpan('1', undefined, [5, 5], 'root')], { width: 80, paint: plain });
  expect(line).toMatch(/^root ─+ +0$/);
});

it('colours by outcome and leaves the text as it is', () => {
  const colored = renderWaterfall(spans, { width: 116, paint: createPaint(true) }).join('\n');
  expect(colored).toContain('\u001B[31mfailed');
  expect(colored).toContain('\u001B[32mcompleted');
  // eslint-disable-next-line no-control-regex
  const bare = colored.replaceAll(/\u001B\[\d+m/g, '');
  expect(bare).toBe(renderWaterfall(spans, { width: 116, paint: plain }).join('\n'));
});

it('sums what was reported and keeps estimates apart', () => {
  expect(renderTotals(spans)).toEqual([
    '2 calls     1 failed, 1 completed',
    'tokens in   3,734 (1,846 of them cached, 0 to cache)',
    'tokens out  48 (0 of them reasoning)',
    'estimated   ~6 out that no provider reported, not in the sums',
  ]);
});
