import { formatDuration } from './format-values.ts';
import type { Paint, Tone } from './paint.ts';

/** Columns that a mark of the scale has for itself. */
const markWidth = 9;

/** What a bar shows, in milliseconds from the start of the trace. */
export interface BarTimes {
  start: number;
  end: number;
  /** Where the first chunk came; before it the bar is light. */
  firstChunk?: number;
}

/** How a bar looks: blocks for calls, a thin line for what holds calls. */
export interface BarLook {
  tone: Tone;
  thin: boolean;
}

/** Draws one bar to scale into `width` columns, padded to that width. `total` is what the whole width stands for. */
export function drawBar(times: BarTimes, look: BarLook, total: number, width: number, paint: Paint): string {
  const column = (milliseconds: number): number => Math.round((milliseconds / total) * width);
  const start = Math.min(column(times.start), width - 1);
  // What happened is seen, however short it was.
  const end = Math.min(Math.max(column(times.end), start + 1), width);
  const first = times.firstChunk === undefined ? start : clamp(column(times.firstChunk), start, end - 1);
  const bar = look.thin
    ? paint(look.tone, '─'.repeat(end - start))
    : paint('waiting', '░'.repeat(first - start)) + paint(look.tone, '█'.repeat(end - first));
  return ' '.repeat(start) + bar + ' '.repeat(width - end);
}

/** Draws the scale above the bars: a mark at 0 and at every round time, as many as fit. */
export function drawScale(total: number, width: number): string {
  const step = chooseStep((total * markWidth) / width);
  let scale = '';
  for (let time = 0; time < total; time += step) {
    const mark = `╷${formatDuration(time)}`;
    const column = Math.round((time / total) * width);
    if (column + mark.length <= width) scale = scale.padEnd(column) + mark;
  }
  return scale.padEnd(width);
}

/** The smallest of 1, 2 and 5 times a power of ten that is not below `least`. */
function chooseStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10);
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
