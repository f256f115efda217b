/** The text of one Server-Sent Event: an optional `event:` line, one `data:` line of JSON, an empty line. */
export function encodeServerSentEvent(event: {
  readonly name?: string;
  readonly data: unknown;
  readonly lineEnd?: '\r\n';
}): string {
  const { name, data, lineEnd = '\n' } = event;
  const nameLine = name === undefined ? '' : `event: ${name}${lineEnd}`;
  return `${nameLine}data: ${JSON.stringify(data)}${lineEnd}${lineEnd}`;
}
