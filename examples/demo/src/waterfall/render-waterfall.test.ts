import { expect, it } from 'vitest';
import { makeSpan } from './make-span.ts';
import { createPaint } from './paint.ts';
import { renderTotals } from './render-totals.ts';
import { renderWaterfall } from './render-waterfall.ts';

const plain = createPaint(false);

const call = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'anthropic',
  'gen_ai.usage.input_tokens': 1867,
};
const spans = [
  makeSpan('3', '1', [500, 1000], 'chat m', {
    ...call,
    'gen_ai.response.time_to_first_chunk': 0.25,
    'error.type': 'RateLimitError',
    'http.response.status_code': 429,
    'tokenspan.usage.estimated.output_tokens': 6,
    'tokenspan.cost.amount': 0.001_897,
    'tokenspan.cost.estimated': true,
  }),
  makeSpan('1', undefined, [0, 1000], 'root'),
  makeSpan('2', '1', [0, 500], 'chat m', {
    ...call,
    'gen_ai.response.time_to_first_chunk': 0.25,
    'gen_ai.usage.output_tokens': 48,
    'gen_ai.usage.cache_read.input_tokens': 1846,
    'tokenspan.cost.amount': 0.000_446,
    'tokenspan.stream.outcome': 'completed',
  }),
  makeSpan('4', '2', [0, 400], 'POST', { 'http.response.status_code': 200 }),
  makeSpan('5', '3', [500, 600], 'POST', { 'http.response.status_code': 429 }),
  makeSpan('6', '3', [800, 900], 'POST', { 'http.response.status_code': 429 }),
];

it('draws the tree with bars to scale and the facts of each call in columns', () => {
  expect(renderWaterfall(spans, { width: 116, paint: plain })).toEqual([
    '             ╷0               ╷500 ms          duration 1st chunk  input cached to cache output      cost  outcome',
    'root         ─────────────────────────────────      1 s',
    '├ chat m     ░░░░░░░░█████████                   500 ms    250 ms  1,867  1,846              48  $0.00045  completed',
    '└ chat m                      ░░░░░░░░████████   500 ms    250 ms  1,867                     ~6 ~$0.00190  failed',
    '  │ RateLimitError 429',
    '  ├ POST 429                  ───                100 ms',
    '  └ POST 429                           ────      100 ms',
  ]);
});

it('leaves out what can be missed before the bars get short', () => {
  const heading = (width: number): string => renderWaterfall(spans, { width, paint: plain })[0]!;
  expect(heading(112)).toMatch(/1st chunk  input cached to cache output      cost  outcome$/);
  expect(heading(104)).toMatch(/1st chunk  input cached output      cost  outcome$/);
  expect(heading(94)).toMatch(/1st chunk  input output      cost  outcome$/);
  expect(heading(86)).toMatch(/duration$/);
});

it('puts the facts of a call on a line of their own where there is no room for columns', () => {
  const lines = renderWaterfall(spans, { width: 80, paint: plain });
  expect(lines).toContain('│   completed · first 250 ms · in 1,867 · cached 1,846 · out 48 · $0.00045');
  expect(lines).toContain('  │ failed · first 250 ms · in 1,867 · out ~6 · ~$0.00190');
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

it('sums what was reported by provider and marks the cost as estimated where some of it is', () => {
  const other = makeSpan('7', '1', [0, 10], 'chat n', {
    ...call,
    'gen_ai.provider.name': 'openai',
    'gen_ai.usage.output_tokens': 10,
    'gen_ai.usage.reasoning.output_tokens': 7,
    'tokenspan.cost.amount': 1.25,
  });
  expect(renderTotals([...spans, other], { width: 100, paint: plain })).toEqual([
    '           calls    input   cached  to cache   output  reasoning        cost',
    'anthropic      2    3,734    1,846         0       48          0   ~$0.00234',
    'openai         1    1,867        0         0       10          7       $1.25',
    'all            3    5,601    1,846         0       58          7      ~$1.25',
    '',
    '3 calls    1 failed, 2 completed',
    'estimated  ~6 out: in the cost (~), not in the counts',
  ]);
});

it('has no cost for calls without one, and no row for all of one provider', () => {
  const unpriced = makeSpan('1', undefined, [0, 10], 'chat n', call);
  expect(renderTotals([unpriced], { width: 100, paint: plain })).toEqual([
    '           calls    input   cached  to cache   output  reasoning        cost',
    'anthropic      1    1,867        0         0        0          0            ',
    '',
    '1 call     1 completed',
  ]);
});

it.each([60, 79, 80])('keeps the sums within %i columns', (width) => {
  const lines = renderTotals(spans, { width, paint: plain });
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
});
