import type { FlatAttributes, FlatSpan } from '@tokenspan/otlp-receiver';

/** A span of a made trace, for tests; times in milliseconds. */
export function makeSpan(
  id: string,
  parent: string | undefined,
  [start, end]: [number, number],
  name: string,
  attributes: FlatAttributes = {},
): FlatSpan {
  return {
    traceId: 'a'.repeat(32),
    spanId: id,
    parentSpanId: parent,
    name,
    kind: 'internal',
    startNanoseconds: BigInt(start) * 1_000_000n,
    endNanoseconds: BigInt(end) * 1_000_000n,
    status: { code: 'error.type' in attributes ? 'error' : 'unset', message: undefined },
    attributes,
    events: [],
    links: [],
    resource: {},
    scope: { name: '', version: '' },
  };
}
