import type { FlatSpan } from '@tokenspan/otlp-receiver';
import { isCall, readCall } from './waterfall/read-call.ts';
import type { CallFacts, CallOutcome } from './waterfall/read-call.ts';

/** What must be true of one call in the trace. A count that is left out must not have been reported. */
export interface ExpectedCall {
  outcome: CallOutcome;
  inputTokens?: number;
  outputTokens?: number;
  cacheReadTokens?: number;
  cacheWriteTokens?: number;
  errorType?: string;
}

/** What must be true of one task in the trace; without `calls` at least one call, whatever it says. */
export interface ExpectedTask {
  name: string;
  calls?: ExpectedCall[];
}

/** Compares a trace with what must be in it and returns what is wrong, in words; empty when all is well. */
export function checkTrace(spans: readonly FlatSpan[], tasks: readonly ExpectedTask[]): string[] {
  return tasks.flatMap((task) => {
    const parent = spans.find((span) => span.name === task.name);
    if (!parent) return [`"${task.name}" has no span`];
    const calls = spans
      .filter((span) => span.parentSpanId === parent.spanId && isCall(span))
      .toSorted((left, right) => Number(left.startNanoseconds - right.startNanoseconds))
      .map(readCall);
    const wanted = task.calls?.length ?? Math.max(calls.length, 1);
    if (calls.length !== wanted) return [`"${task.name}" has ${calls.length} calls, not ${wanted}`];
    return (task.calls ?? []).flatMap((expected, index) => {
      const differences = compareCall(calls[index], expected);
      return differences.map((difference) => `"${task.name}", call ${index + 1}: ${difference}`);
    });
  });
}

function compareCall(seen: CallFacts | undefined, expected: ExpectedCall): string[] {
  const names = [
    'outcome',
    'inputTokens',
    'outputTokens',
    'cacheReadTokens',
    'cacheWriteTokens',
    'errorType',
  ] as const;
  return names.flatMap((name) => {
    // The API reports a cache that was not used as 0.
    const isCache = name === 'cacheReadTokens' || name === 'cacheWriteTokens';
    const value = isCache ? seen?.[name] || undefined : seen?.[name];
    return value === expected[name] ? [] : [`${name} is ${value}, not ${expected[name]}`];
  });
}
