import { anthropicMessage } from '@tokenspan/fake-provider';

/** The text of one streamed answer with this many text deltas, one Server-Sent Event an entry, made one by one. */
export function* streamMessage(deltas: number): Generator<string> {
  // The first delta is taken from the answer and repeated, so that a long stream costs no memory here.
  const { events } = anthropicMessage({
    blocks: [{ type: 'text', text: [' token'] }],
    usage: { output_tokens: deltas },
  });
  for (const event of events) {
    const text = `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
    const copies = event.type === 'content_block_delta' ? deltas : 1;
    for (let copy = 0; copy < copies; copy++) yield text;
  }
}

/** Bytes of `pieces` in blocks of about this size, as sockets deliver them. */
export function joinBytes(pieces: Iterable<string>, blockBytes: number): Uint8Array[] {
  const blocks: Uint8Array[] = [];
  const encoder = new TextEncoder();
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < blockBytes) continue;
    blocks.push(encoder.encode(text));
    text = '';
  }
  return text === '' ? blocks : [...blocks, encoder.encode(text)];
}

/** A `fetch` for the SDK that answers every request with these blocks, without a socket. */
export function replyWithBytes(blocks: () => Iterable<Uint8Array>): typeof fetch {
  return () => {
    const iterator = blocks()[Symbol.iterator]();
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const { done, value } = iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    });
    return Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
  };
}
