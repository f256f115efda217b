import Anthropic from '@anthropic-ai/sdk';
import { replyWithBytes, streamMessage } from './streamed-message.ts';
import { createVariants } from './variants.ts';

/**
 * Run with --expose-gc: prints as JSON the bytes of heap in use after so many chunks of one open stream, and the spans that were
 * recorded, by variant.
 */
const samplePoints = [1000, 10_000, 25_000, 50_000, 75_000, 100_000];
const chunks = samplePoints.at(-1)!;

function* encodeMessage(): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  for (const event of streamMessage(chunks)) yield encoder.encode(event);
}

async function sampleHeap(client: Anthropic): Promise<number[]> {
  const stream = await client.messages.create({
    model: 'claude-haiku-4-5',
    max_tokens: chunks,
    messages: [{ role: 'user', content: 'count' }],
    stream: true,
  });
  const samples: number[] = [];
  let seen = 0;
  for await (const event of stream) {
    if (event.type !== 'content_block_delta' || ++seen !== samplePoints[samples.length]) continue;
    globalThis.gc?.();
    samples.push(process.memoryUsage().heapUsed);
  }
  return samples;
}

const heapUsed: Record<string, number[]> = {};
const spans: Record<string, number> = {};
for (const { name, enter, countSpans } of createVariants()) {
  enter();
  heapUsed[name] = await sampleHeap(
    new Anthropic({ apiKey: 'not-a-key', fetch: replyWithBytes(() => encodeMessage()) }),
  );
  spans[name] = countSpans();
}
console.log(JSON.stringify({ samplePoints, heapUsed, spans }));
