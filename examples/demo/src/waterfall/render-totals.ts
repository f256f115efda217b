import type { FlatSpan } from '@tokenspan/otlp-receiver';
import { formatCount, formatPlural } from './format-values.ts';
import { isCall, readCall } from './read-call.ts';
import type { CallFacts } from './read-call.ts';

/** The sums of a trace, one a line: how the calls ended, the tokens that were reported, and apart from them the estimates. */
export function renderTotals(spans: readonly FlatSpan[]): string[] {
  const calls = spans.filter(isCall).map(readCall);
  const sum = (read: (call: CallFacts) => number | undefined): number =>
    calls.reduce((total, call) => total + (read(call) ?? 0), 0);
  const estimatedInput = sum((call) => call.estimatedInputTokens);
  const estimatedOutput = sum((call) => call.estimatedOutputTokens);
  const outcomes = Object.entries(Object.groupBy(calls, (call) => call.outcome)).map(
    ([outcome, group]) => `${group?.length ?? 0} ${outcome}`,
  );
  const estimated = [
    estimatedInput > 0 ? `~${formatCount(estimatedInput)} in` : '',
    estimatedOutput > 0 ? `~${formatCount(estimatedOutput)} out` : '',
  ].filter(Boolean);
  const cached = formatCount(sum((call) => call.cacheReadTokens));
  const toCache = formatCount(sum((call) => call.cacheWriteTokens));
  const reasoning = formatCount(sum((call) => call.reasoningTokens));
  const total: [string, string][] = [
    [formatPlural(calls.length, 'call'), outcomes.join(', ')],
    [
      'tokens in',
      `${formatCount(sum((call) => call.inputTokens))} (${cached} of them cached, ${toCache} to cache)`,
    ],
    ['tokens out', `${formatCount(sum((call) => call.outputTokens))} (${reasoning} of them reasoning)`],
  ];
  if (estimated.length > 0)
    total.push(['estimated', `${estimated.join(', ')} that no provider reported, not in the sums`]);
  return total.map(([label, text]) => `${label.padEnd(10)}  ${text}`);
}
