import type { FlatSpan } from '@tokenspan/otlp-receiver';
import { isAgent, isCall, isTool, readCall } from './waterfall/read-call.ts';
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
  /** The tools that the SDK runs, in order: then one agent span holds their spans and those of all calls. */
  tools?: string[];
}

/** Compares a trace with what must be in it and returns what is wrong, in words; empty when all is well. */
export function checkTrace(spans: readonly FlatSpan[], tasks: readonly ExpectedTask[]): string[] {
  return tasks.flatMap((task) => {
    const span = spans.find(({ name }) => name === task.name);
    if (!span) return [`"${task.name}" has no span`];
    return checkTask(spans, span, task).map((problem) => `"${task.name}"${problem}`);
  });
}

function checkTask(spans: readonly FlatSpan[], span: FlatSpan, task: ExpectedTask): string[] {
  const agents = childrenOf(span, spans).filter(isAgent);
  const isAgentMissing = task.tools !== undefined && agents.length !== 1;
  if (isAgentMissing) return [` has ${agents.length} agent spans, not 1`];
  // Where the SDK runs tools, calls and tools stand below the agent, and nowhere else.
  const parents = task.tools === undefined ? [span, ...agents] : agents;
  const children = parents.flatMap((parent) => childrenOf(parent, spans));
  const tools = children.filter(isTool).map(({ name }) => name.replace('execute_tool ', ''));
  if (task.tools !== undefined && tools.join() !== task.tools.join())
    return [` ran the tools ${tools.join(', ')}, not ${task.tools.join(', ')}`];
  const calls = children.filter(isCall).map(readCall);
  const wanted = task.calls?.length ?? Math.max(calls.length, 1);
  if (calls.length !== wanted) return [` has ${calls.length} calls, not ${wanted}`];
  return calls.flatMap((call, index) => {
    const expected = task.calls?.[index];
    const problems = [...(expected ? compareCall(call, expected) : []), ...checkCost(call)];
    return problems.map((problem) => `, call ${index + 1}: ${problem}`);
  });
}

function compareCall(seen: CallFacts, expected: ExpectedCall): string[] {
  const names = [
    'outcome',
    'inputTokens',
    'outputTokens',
    'cacheReadTokens',
    'cacheWriteTokens',
    'errorType',
  ] as const;
  return names.flatMap((name) => {
    // The APIs report a cache that was not used as 0.
    const isCache = name === 'cacheReadTokens' || name === 'cacheWriteTokens';
    const value = isCache ? seen[name] || undefined : seen[name];
    return value === expected[name] ? [] : [`${name} is ${value}, not ${expected[name]}`];
  });
}

/** A call that used tokens has a cost, which is marked as estimated if some of them are. */
function checkCost(call: CallFacts): string[] {
  const isEstimated = (call.estimatedInputTokens ?? call.estimatedOutputTokens) !== undefined;
  const hasTokens = isEstimated || (call.inputTokens ?? call.outputTokens) !== undefined;
  if (!hasTokens) return call.cost === undefined ? [] : ['it has a cost and no tokens'];
  if (!call.cost) return [`its cost is ${call.cost}`];
  return call.costEstimated === isEstimated
    ? []
    : [`its cost is ${isEstimated ? 'not ' : ''}marked as estimated`];
}

function childrenOf(parent: FlatSpan, spans: readonly FlatSpan[]): FlatSpan[] {
  return spans
    .filter(({ parentSpanId }) => parentSpanId === parent.spanId)
    .toSorted((left, right) => Number(left.startNanoseconds - right.startNanoseconds));
}
