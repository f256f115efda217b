import Anthropic from '@anthropic-ai/sdk';
import { countOpenOperations } from '@tokenspan/core';
import {
  anthropicMessage,
  anthropicReply,
  stallAfterEvents,
  startFakeProvider,
} from '@tokenspan/fake-provider';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';
import { startTracing } from '../support/tracing.ts';

/**
 * Abandons 1,000 calls and prints as JSON how many of their spans ended, by outcome. Arguments: what is abandoned
 * (`streams`: never read, `promises`: never awaited, `plain`: never awaited and not streamed), and what ends them
 * (`collection`: garbage collection alone, with sockets open; `shutdown`: that of the tracer provider).
 */
const COUNT = 1000;
const [abandoned, ending] = process.argv.slice(2);

const tracing = startTracing();
const instrumentation = new AnthropicInstrumentation();
instrumentation.instrument(Anthropic);
instrumentation.setTracerProvider(tracing.provider);

const message = anthropicMessage({ blocks: ['never read'] });
const stream = abandoned !== 'plain';
const provider = await startFakeProvider({
  // Streams stall, so that their sockets stay open until the SDK itself lets them go.
  replyWith: () => anthropicReply(message, { stream, ...(stream && { faults: [stallAfterEvents(2)] }) }),
});
const client = new Anthropic({ baseURL: provider.url, apiKey: 'sk-ant-test-key', maxRetries: 0 });
const parameters = { model: 'm', max_tokens: 8, messages: [{ role: 'user' as const, content: 'Hi' }] };

async function abandonOne(): Promise<void> {
  if (abandoned === 'streams') await client.messages.create({ ...parameters, stream: true });
  else void client.messages.create({ ...parameters, stream });
}

// In batches: 1,000 sockets at once are more than some machines allow.
const batches = Array.from({ length: COUNT / 50 }, () => async () => {
  await Promise.all(Array.from({ length: 50 }, () => abandonOne()));
});
for (const [index, batch] of batches.entries()) {
  await batch();
  await provider.waitForRequest((index + 1) * 50);
}

const openBefore = countOpenOperations();
if (ending === 'shutdown') {
  await tracing.provider.shutdown();
} else {
  for (let round = 0; round < 200 && tracing.llmSpans().length < COUNT; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const outcomes: Record<string, number> = {};
for (const { attributes } of tracing.llmSpans()) {
  const outcome = String(attributes['tokenspan.stream.outcome']);
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
}
console.log(JSON.stringify({ ...outcomes, openBefore: openBefore > 0, openAfter: countOpenOperations() }));
process.exit(0);
