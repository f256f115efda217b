import { expect, test } from 'vitest';
import type { CallRecord } from '../hook/call-record.ts';
import { fromDollars } from '../money/dollars.ts';
import { StatisticsCollector } from './cost-statistics.ts';

function call(record: Partial<CallRecord>, dollars?: number, currency = 'USD'): CallRecord {
  return {
    time: 0,
    provider: 'acme',
    operation: 'chat',
    model: 'm',
    outcome: 'completed',
    functionPath: [],
    project: 'default',
    estimated: false,
    ...record,
    ...(dollars !== undefined && {
      cost: { total: fromDollars(dollars), currency, source: 'local', estimated: false },
    }),
  };
}

test('sums are exact, and calls without a price are counted apart', () => {
  const collector = new StatisticsCollector();
  for (let index = 0; index < 10; index++) collector.add(call({ inputTokens: 1, functionName: 'f' }, 0.1));
  collector.add(call({ outputTokens: 5, model: 'unknown', estimated: true }));
  collector.add(call({ inputTokens: 1, model: 'euro' }, 3, 'EUR'));
  collector.add(call({ outcome: 'failed' }));
  const { byFunction, byModel, byProject, ...all } = collector.read();
  expect(all).toEqual({
    cost: 1,
    inputTokens: 11,
    outputTokens: 5,
    calls: 13,
    unpricedCalls: 2,
    estimatedCalls: 1,
  });
  expect(byFunction['f']?.cost).toBe(1);
  expect(byFunction['<none>']?.calls).toBe(3);
  expect(byModel['unknown']).toMatchObject({ cost: 0, unpricedCalls: 1, estimatedCalls: 1 });
  expect(Object.keys(byProject)).toEqual(['default']);
});

test('made-up names do not fill the memory', () => {
  const collector = new StatisticsCollector();
  for (let index = 0; index < 1500; index++) collector.add(call({ model: `m${index}` }, 1));
  const { byModel, cost } = collector.read();
  expect(Object.keys(byModel)).toHaveLength(1001);
  expect(byModel['<other>']?.calls).toBe(500);
  expect(cost).toBe(1500);
});
