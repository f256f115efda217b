import Anthropic from '@anthropic-ai/sdk';
import { anthropicMessage, anthropicReply, startFakeProvider } from '@tokenspan/fake-provider';
import type { ReceivedRequest } from '@tokenspan/fake-provider';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';
import { expect, it } from 'vitest';
import { startTracing } from '../support/tracing.ts';

const EVENTS = 400;
const EVENT_BYTES = 1 << 16;
const message = anthropicMessage({
  blocks: [{ type: 'text', text: Array.from({ length: EVENTS }, () => 'x'.repeat(EVENT_BYTES)) }],
});

/** The bytes that the provider could send, once no more go out because nobody reads. */
async function waitForStillness(request: ReceivedRequest): Promise<number> {
  for (let still = 0, before = -1; still < 10;) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    still = request.bytesSent === before ? still + 1 : 0;
    before = request.bytesSent;
  }
  return request.bytesSent;
}

async function readThree(client: (url: string) => Anthropic): Promise<number> {
  await using provider = await startFakeProvider({ replyWith: () => anthropicReply(message) });
  const stream = await client(provider.url).messages.create({
    model: 'm',
    max_tokens: 8,
    messages: [{ role: 'user', content: 'Hi' }],
    stream: true,
  });
  const iterator = stream[Symbol.asyncIterator]();
  for (let read = 0; read < 3; read++) await iterator.next();
  const sent = await waitForStillness(await provider.waitForRequest());
  stream.controller.abort();
  return sent;
}

it('reads no further ahead than the bare SDK: the provider is held back at the same point', async () => {
  await using tracing = startTracing();
  const bare = await readThree(
    (baseURL) => new Anthropic({ baseURL, apiKey: 'sk-test', openTelemetry: false }),
  );
  const instrumentation = new AnthropicInstrumentation();
  instrumentation.setTracerProvider(tracing.provider);
  instrumentation.instrument(Anthropic);
  const watched = await readThree((baseURL) => new Anthropic({ baseURL, apiKey: 'sk-test' }));
  instrumentation.disable();
  const whole = EVENTS * EVENT_BYTES;
  console.log(`sent after three reads: bare ${bare}, watched ${watched}, of ${whole} bytes`);
  expect(bare).toBeLessThan(whole / 2);
  // The buffers of the two sockets take what the kernel gives them; a reader that runs ahead would take all.
  expect(watched).toBeLessThan(bare * 1.5 + EVENT_BYTES * 8);
});
