import type { FlatSpan } from '@tokenspan/otlp-receiver';
import { cutText, formatCost, formatCount, formatPlural } from './format-values.ts';
import { isCall, readCall } from './read-call.ts';
import type { CallFacts } from './read-call.ts';
import type { Canvas } from './render-waterfall.ts';

interface Sums {
  title: string;
  calls: readonly CallFacts[];
}

interface Column {
  title: string;
  width: number;
  text: (calls: readonly CallFacts[]) => string;
  /** Left out on narrow terminals. */
  dispensable?: true;
}

const columns: Column[] = [
  { title: 'calls', width: 5, text: (calls) => formatCount(calls.length) },
  { title: 'input', width: 7, text: countOf('inputTokens') },
  { title: 'cached', width: 7, text: countOf('cacheReadTokens') },
  { title: 'to cache', width: 8, text: countOf('cacheWriteTokens'), dispensable: true },
  { title: 'output', width: 7, text: countOf('outputTokens') },
  { title: 'reasoning', width: 9, text: countOf('reasoningTokens'), dispensable: true },
  { title: 'cost', width: 10, text: describeCost },
];

/** The width from which on all columns are there. */
const widthForAll = 80;

/** The sums of a trace by provider: the tokens that were reported, and the cost; apart from them how the calls ended and the estimates. */
export function renderTotals(spans: readonly FlatSpan[], canvas: Canvas): string[] {
  const calls = spans.filter(isCall).map(readCall);
  const providers = Object.entries(Object.groupBy(calls, (call) => call.provider))
    .map(([title, group]): Sums => ({ title, calls: group ?? [] }))
    .toSorted((left, right) => left.title.localeCompare(right.title));
  const rows = providers.length > 1 ? [...providers, { title: 'all', calls }] : providers;
  const shown = columns.filter(({ dispensable }) => !dispensable || canvas.width >= widthForAll);
  const titleWidth = Math.max(...rows.map(({ title }) => title.length), 9);
  const renderRow = (title: string, cells: string[]): string =>
    [title.padEnd(titleWidth), ...cells.map((cell, index) => cell.padStart(shown[index]?.width ?? 0))].join(
      '  ',
    );
  return [
    canvas.paint(
      'quiet',
      renderRow(
        '',
        shown.map(({ title }) => title),
      ),
    ),
    ...rows.map(({ title, calls: own }) => {
      const row = renderRow(
        title,
        shown.map(({ text }) => text(own)),
      );
      return title === 'all' ? canvas.paint('title', row) : row;
    }),
    '',
    ...renderNotes(calls).map(
      ([title, text]) => `${title.padEnd(titleWidth)}  ${cutText(text, canvas.width - titleWidth - 2)}`,
    ),
  ];
}

function renderNotes(calls: readonly CallFacts[]): [title: string, text: string][] {
  const outcomes = Object.entries(Object.groupBy(calls, (call) => call.outcome))
    .map(([outcome, group]) => `${group?.length ?? 0} ${outcome}`)
    .join(', ');
  const input = sum(calls, 'estimatedInputTokens');
  const output = sum(calls, 'estimatedOutputTokens');
  const tokens = [
    input > 0 ? `~${formatCount(input)} in` : '',
    output > 0 ? `~${formatCount(output)} out` : '',
  ].filter(Boolean);
  const notes: [string, string][] = [[formatPlural(calls.length, 'call'), outcomes]];
  if (tokens.length > 0)
    notes.push(['estimated', `${tokens.join(', ')}: in the cost (~), not in the counts`]);
  return notes;
}

type Count = {
  [Name in keyof CallFacts]: CallFacts[Name] extends number | undefined ? Name : never;
}[keyof CallFacts];

function sum(calls: readonly CallFacts[], name: Count): number {
  return calls.reduce((total, call) => total + (call[name] ?? 0), 0);
}

function countOf(name: Count): Column['text'] {
  return (calls) => formatCount(sum(calls, name));
}

function describeCost(calls: readonly CallFacts[]): string {
  const priced = calls.filter(({ cost }) => cost !== undefined);
  const isEstimated = priced.some(({ costEstimated }) => costEstimated);
  return formatCost(priced.length > 0 ? sum(priced, 'cost') : undefined, isEstimated);
}
