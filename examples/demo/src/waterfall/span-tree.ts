import type { FlatSpan } from '@tokenspan/otlp-receiver';
import { isCall } from './read-call.ts';

/** One span with its place in the tree. */
export interface TreeRow {
  span: FlatSpan;
  /** The lines of the tree before the name: `│ ├ `. */
  branch: string;
  /** The same for a line that follows below the name. */
  below: string;
  depth: number;
}

/**
 * Lays out spans as a tree, children by their start. The HTTP span of a call is left out where there is only one: it says what the
 * call says; several are the attempts of the SDK. A span whose parent is not among them is a root.
 */
export function layOutTree(spans: readonly FlatSpan[]): TreeRow[] {
  const ids = new Set(spans.map((span) => span.spanId));
  const roots = spans.filter((span) => span.parentSpanId === undefined || !ids.has(span.parentSpanId));
  return sortByStart(roots).flatMap((root) => layOutSpan(root, spans, '', '', 0));
}

function layOutSpan(
  span: FlatSpan,
  spans: readonly FlatSpan[],
  branch: string,
  trunk: string,
  depth: number,
): TreeRow[] {
  const children = sortByStart(spans.filter((child) => child.parentSpanId === span.spanId));
  const shown = isCall(span) && children.length === 1 ? [] : children;
  const rows = shown.flatMap((child, index) => {
    const last = index === shown.length - 1;
    return layOutSpan(
      child,
      spans,
      `${trunk}${last ? '└ ' : '├ '}`,
      `${trunk}${last ? '  ' : '│ '}`,
      depth + 1,
    );
  });
  return [{ span, branch, below: `${trunk}${shown.length > 0 ? '│ ' : '  '}`, depth }, ...rows];
}

function sortByStart(spans: readonly FlatSpan[]): FlatSpan[] {
  return spans.toSorted((left, right) => Number(left.startNanoseconds - right.startNanoseconds));
}
