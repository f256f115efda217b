/**
 * Nanoseconds since the Unix epoch of an RFC 3339 timestamp with up to nine fractional digits, or undefined
 * where it is none. `Date` alone would cut it to milliseconds, and a search up to such a time would miss the
 * spans of its last millisecond.
 */
export function parseTimestamp(timestamp: string): bigint | undefined {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/.exec(timestamp);
  if (match === null) return undefined;
  const milliseconds = Date.parse(`${match[1]}${match[3]}`);
  if (Number.isNaN(milliseconds)) return undefined;
  return BigInt(milliseconds) * 1_000_000n + BigInt((match[2] ?? '').padEnd(9, '0'));
}
