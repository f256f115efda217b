/** `312 ms`, `1.24 s`, `75 s`. Takes milliseconds. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds === 0) return '0';
  if (milliseconds < 0.95) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds % 1000 === 0) return `${milliseconds / 1000} s`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(milliseconds < 9_995 ? 2 : 1)} s`;
  return `${Math.round(milliseconds / 1000)} s`;
}

/** `1,867`; an empty text for nothing. */
export function formatCount(count: number | undefined): string {
  return count === undefined ? '' : count.toLocaleString('en-US');
}

/** `3 calls`, `1 call`. */
export function formatPlural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Cuts a text to a width in columns, with an ellipsis as its last one. */
export function cutText(text: string, width: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= width ? line : `${line.slice(0, Math.max(width - 1, 0)).trimEnd()}…`;
}
