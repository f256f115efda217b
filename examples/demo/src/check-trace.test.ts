import type { FlatAttributes, FlatSpan } from '@tokenspan/otlp-receiver';
import { expect, it } from 'vitest';
import { checkTrace } from './check-trace.ts';
import type { ExpectedTask } from './check-trace.ts';
import { makeSpan } from './waterfall/make-span.ts';

const usage = {
  'gen_ai.usage.input_tokens': 15,
  'gen_ai.usage.output_tokens': 61,
  'tokenspan.cost.amount': 0.000_16,
};

function makeTrace(usageOfCall: FlatAttributes = usage, parentOfTool = '2'): FlatSpan[] {
  return [
    makeSpan('1', undefined, [0, 9], 'ferry'),
    makeSpan('2', '1', [0, 9], 'invoke_agent', { 'gen_ai.operation.name': 'invoke_agent' }),
    makeSpan('3', '2', [0, 4], 'chat m', { 'gen_ai.operation.name': 'chat', ...usageOfCall }),
    makeSpan('4', parentOfTool, [4, 9], 'execute_tool next_ferry', {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'next_ferry',
    }),
  ];
}

const task: ExpectedTask = {
  name: 'ferry',
  calls: [{ outcome: 'completed', inputTokens: 15, outputTokens: 61 }],
  tools: ['next_ferry'],
};

it('finds nothing wrong with the trace that it expects', () => {
  expect(checkTrace(makeTrace(), [task])).toEqual([]);
  expect(checkTrace(makeTrace(), [{ name: 'ferry' }])).toEqual([]);
});

it.each([
  ['a task without a span', [], '"ferry" has no span'],
  ['calls without their agent', makeTrace().slice(0, 1), '"ferry" has 0 agent spans, not 1'],
  ['a tool outside of the agent', makeTrace(usage, '1'), '"ferry" ran the tools , not next_ferry'],
  ['a call too few', makeTrace().toSpliced(2, 1), '"ferry" has 0 calls, not 1'],
  [
    'another count',
    makeTrace({ ...usage, 'gen_ai.usage.input_tokens': 16 }),
    '"ferry", call 1: inputTokens is 16, not 15',
  ],
  [
    'a call without a cost',
    makeTrace({ ...usage, 'tokenspan.cost.amount': '' }),
    '"ferry", call 1: its cost is undefined',
  ],
  [
    'a cost that is marked for no reason',
    makeTrace({ ...usage, 'tokenspan.cost.estimated': true }),
    '"ferry", call 1: its cost is marked as estimated',
  ],
])('tells %s', (_what, spans, problem) => {
  expect(checkTrace(spans, [task])).toEqual([problem]);
});
