import type { FlatSpan } from '@tokenspan/otlp-receiver';
import {
  describeCache,
  describeCall,
  describeError,
  describeFirstChunk,
  describeTokens,
  toneOf,
} from './describe-call.ts';
import { drawBar, drawScale } from './draw-bar.ts';
import { cutText, formatCost, formatDuration } from './format-values.ts';
import type { Paint, Tone } from './paint.ts';
import { isCall, readCall } from './read-call.ts';
import type { CallFacts } from './read-call.ts';
import { layOutTree } from './span-tree.ts';
import type { TreeRow } from './span-tree.ts';

/** What a waterfall is drawn on. */
export interface Canvas {
  /** Columns of the terminal. */
  width: number;
  paint: Paint;
}

interface Column {
  title: string;
  width: number;
  text: (call: CallFacts) => string;
  /** Left out where there is no room, the lowest first. */
  dispensable?: number;
}

const durationWidth = 8;
const durationTitle = 'duration';

const columns: Column[] = [
  { title: '1st chunk', width: 9, text: describeFirstChunk },
  { title: 'input', width: 6, text: (call) => describeTokens(call.inputTokens, call.estimatedInputTokens) },
  { title: 'cached', width: 6, text: (call) => describeCache(call.cacheReadTokens), dispensable: 2 },
  { title: 'to cache', width: 8, text: (call) => describeCache(call.cacheWriteTokens), dispensable: 1 },
  {
    title: 'output',
    width: 6,
    text: (call) => describeTokens(call.outputTokens, call.estimatedOutputTokens),
  },
  { title: 'cost', width: 9, text: (call) => formatCost(call.cost, call.costEstimated) },
];
const outcomeWidth = 9;

/** Columns of the terminal that the bars need: where the facts leave fewer, they stand in a line of their own. */
const leastBar = 24;

interface Layout {
  name: number;
  bar: number;
  /** None: the facts of a call stand in a line of their own. */
  columns: readonly Column[];
  start: bigint;
  /** Milliseconds. */
  total: number;
  canvas: Canvas;
}

/** Draws spans as a tree with bars to scale: a heading, then one line a span, and one below it for what went wrong. */
export function renderWaterfall(spans: readonly FlatSpan[], canvas: Canvas): string[] {
  const rows = layOutTree(spans);
  if (rows.length === 0) return [];
  const layout = planLayout(rows, canvas);
  return [renderHeading(layout), ...rows.flatMap((row) => renderRow(row, layout))];
}

function planLayout(rows: TreeRow[], canvas: Canvas): Layout {
  const longest = Math.max(...rows.map((row) => row.branch.length + nameOf(row.span).length));
  const start = rows.reduce(
    (low, { span }) => (span.startNanoseconds < low ? span.startNanoseconds : low),
    rows[0]!.span.startNanoseconds,
  );
  const end = rows.reduce(
    (high, { span }) => (span.endNanoseconds > high ? span.endNanoseconds : high),
    start,
  );
  const place = placeColumns(longest, canvas.width);
  // A trace without any length still needs a scale.
  const total = Math.max(toMilliseconds(end - start), 0.001);
  return { ...place, start, total, canvas };
}

/** Shares a width between names, bars and as many columns as leave enough for the bars. */
function placeColumns(longestName: number, width: number): Pick<Layout, 'name' | 'bar' | 'columns'> {
  const place = (share: number, chosen: readonly Column[]): Pick<Layout, 'name' | 'bar' | 'columns'> => {
    const name = Math.min(longestName, Math.floor(width * share));
    return { name, bar: width - name - 1 - 1 - durationWidth - widthOf(chosen), columns: chosen };
  };
  const layouts = [0, 1, 2].map((level) =>
    place(
      0.34,
      columns.filter(({ dispensable = 3 }) => dispensable > level),
    ),
  );
  return layouts.find(({ bar }) => bar >= leastBar) ?? place(0.45, []);
}

function widthOf(chosen: readonly Column[]): number {
  return chosen.length === 0 ? 0 : chosen.reduce((sum, { width }) => sum + width + 1, 2 + outcomeWidth);
}

function renderHeading(layout: Layout): string {
  const { paint } = layout.canvas;
  const hasColumns = layout.columns.length > 0;
  const titles = layout.columns.map(({ title, width }) => ` ${title.padStart(width)}`).join('');
  const scale = drawScale(layout.total, layout.bar);
  return paint(
    'quiet',
    `${' '.repeat(layout.name)} ${scale} ${durationTitle.padStart(durationWidth)}${titles}${hasColumns ? '  outcome' : ''}`,
  );
}

function renderRow(row: TreeRow, layout: Layout): string[] {
  const { span } = row;
  const { paint } = layout.canvas;
  const call = isCall(span) ? readCall(span) : undefined;
  const start = toMilliseconds(span.startNanoseconds - layout.start);
  const end = toMilliseconds(span.endNanoseconds - layout.start);
  const tone: Tone = call ? toneOf(call) : 'quiet';
  const firstChunk = call?.firstChunk === undefined ? {} : { firstChunk: start + call.firstChunk };
  const bar = drawBar({ start, end, ...firstChunk }, { tone, thin: !call }, layout.total, layout.bar, paint);
  const line = [
    renderName(row, call !== undefined, layout),
    bar,
    formatDuration(end - start).padStart(durationWidth),
  ].join(' ');
  const below = (text: string, tone: Tone): string =>
    paint('quiet', row.below) + paint(tone, cutText(text, layout.canvas.width - row.below.length));
  if (!call) return [line];
  const error = describeError(call);
  return [
    ...(layout.columns.length > 0
      ? [`${line}${renderColumns(call, tone, layout)}`]
      : [line, below(describeCall(call), tone)]),
    ...(error === '' ? [] : [below(error, 'bad')]),
  ];
}

function renderName(row: TreeRow, isCallRow: boolean, layout: Layout): string {
  const { paint } = layout.canvas;
  const name = cutText(nameOf(row.span), layout.name - row.branch.length);
  const padding = ' '.repeat(Math.max(layout.name - row.branch.length - name.length, 0));
  const tone = row.depth === 0 ? 'title' : undefined;
  const painted = tone ? paint(tone, name) : isCallRow ? name : paint('quiet', name);
  return `${paint('quiet', row.branch)}${painted}${padding}`;
}

function renderColumns(call: CallFacts, tone: Tone, layout: Layout): string {
  const cells = layout.columns.map(({ width, text }) => ` ${text(call).padStart(width)}`);
  return `${cells.join('')}  ${layout.canvas.paint(tone, call.outcome)}`;
}

/** The name of a span; of an attempt of the SDK with the status that it got. */
function nameOf(span: FlatSpan): string {
  const status = span.attributes['http.response.status_code'];
  return isCall(span) || typeof status !== 'number' ? span.name : `${span.name} ${status}`;
}

function toMilliseconds(nanoseconds: bigint): number {
  return Number(nanoseconds) / 1e6;
}
