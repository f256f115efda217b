import Anthropic from '@anthropic-ai/sdk';
import { joinBytes, replyWithBytes, streamMessage } from './streamed-message.ts';
import { createVariants } from './variants.ts';

/** Run with --expose-gc: prints as JSON the CPU time of one chunk, in microseconds, of each variant in each round. */
const chunksPerStream = 2000;
const streamsPerRound = 5;
const rounds = 21;
const warmUpRounds = 3;

const blocks = joinBytes(streamMessage(chunksPerStream), 16_384);
const client = new Anthropic({ apiKey: 'not-a-key', fetch: replyWithBytes(() => blocks) });
const variants = createVariants();
const results: Record<string, number[]> = Object.fromEntries(variants.map(({ name }) => [name, []]));

async function readStream(): Promise<number> {
  const stream = await client.messages.create({
    model: 'claude-haiku-4-5',
    max_tokens: chunksPerStream,
    messages: [{ role: 'user', content: 'count' }],
    stream: true,
  });
  let events = 0;
  for await (const event of stream) if (event.type === 'content_block_delta') events++;
  return events;
}

async function measure(): Promise<number> {
  globalThis.gc?.();
  const before = process.cpuUsage();
  let chunks = 0;
  for (let index = 0; index < streamsPerRound; index++) chunks += await readStream();
  const { user, system } = process.cpuUsage(before);
  if (chunks !== chunksPerStream * streamsPerRound) throw new Error(`${chunks} chunks were read`);
  return (user + system) / chunks;
}

for (let round = -warmUpRounds; round < rounds; round++) {
  // Every variant is first, second and third equally often, so that what the machine does meanwhile hits all alike.
  const shift = (round + warmUpRounds) % variants.length;
  for (const variant of [...variants.slice(shift), ...variants.slice(0, shift)]) {
    variant.enter();
    const microseconds = await measure();
    if (round >= 0) results[variant.name]?.push(microseconds);
  }
}
const spans = variants.map((variant) => variant.countSpans());
const streams = (rounds + warmUpRounds) * streamsPerRound;
if (spans.join() !== [0, 0, streams].join()) throw new Error(`the variants recorded ${spans.join()} spans`);
console.log(JSON.stringify(results));
