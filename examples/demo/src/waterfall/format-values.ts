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

/** `$0.00258`, `$1.23`; with `~` where it is an estimate, and an empty text for nothing. Takes USD. */
export function formatCost(cost: number | undefined, estimated = false): string {
  if (cost === undefined) return '';
  const amount = cost > 0 && cost < 0.000_005 ? '<$0.00001' : `$${cost.toFixed(cost < 1 ? 5 : 2)}`;
  return `${estimated ? '~' : ''}${amount}`;
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
