/** The text of one Server-Sent Event: an optional `event:` line, one `data:` line of JSON, an empty line. */
export function encodeServerSentEvent(event: { readonly name?: string; readonly data: unknown }): string {
  const nameLine = event.name === undefined ? '' : `event: ${event.name}\n`;
  return `${nameLine}data: ${JSON.stringify(event.data)}\n\n`;
}
