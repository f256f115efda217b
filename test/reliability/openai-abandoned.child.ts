import { countOpenOperations } from '@tokenspan/core';
import { openAIChat, openAIReply, stallAfterEvents, startFakeProvider } from '@tokenspan/fake-provider';
import { OpenAIInstrumentation } from '@tokenspan/instrumentation-openai';
import OpenAI from 'openai';
import { startTracing } from '../support/tracing.ts';

/**
 * Abandons 1,000 calls and prints as JSON how many of their spans ended by garbage collection alone, by outcome. Argument:
 * what is abandoned (`streams`: never read; `started`: read once; `promises`: never awaited; `parsed`: never awaited,
 * derived by `parse()`). Streams have the usage hidden.
 */
const COUNT = 1000;
const [abandoned] = process.argv.slice(2);

const tracing = startTracing();
const instrumentation = new OpenAIInstrumentation({ streamUsage: 'always' });
instrumentation.instrument(OpenAI);
instrumentation.setTracerProvider(tracing.provider);

const answer = openAIChat({ choices: ['never read'] });
const stream = abandoned !== 'parsed';
const provider = await startFakeProvider({
  // Streams stall, so that their sockets stay open until the SDK itself lets them go.
  replyWith: () => openAIReply(answer, { stream, ...(stream && { faults: [stallAfterEvents(2)] }) }),
});
const client = new OpenAI({ baseURL: provider.url, apiKey: 'sk-test-key', maxRetries: 0 });
const parameters = { model: 'm', messages: [{ role: 'user' as const, content: 'Hi' }] };

async function abandonOne(): Promise<void> {
  if (abandoned === 'parsed') {
    void client.chat.completions.parse(parameters);
    return;
  }
  const promise = client.chat.completions.create({ ...parameters, stream: true });
  if (abandoned === 'promises') return;
  const unread = await promise;
  if (abandoned === 'started') await unread[Symbol.asyncIterator]().next();
}

// In batches: 1,000 sockets at once are more than some machines allow.
for (let sent = 50; sent <= COUNT; sent += 50) {
  await Promise.all(Array.from({ length: 50 }, () => abandonOne()));
  await provider.waitForRequest(sent);
}
for (let round = 0; round < 200 && tracing.llmSpans().length < COUNT; round++) {
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, 10));
}

const outcomes: Record<string, number> = {};
for (const { attributes } of tracing.llmSpans()) {
  const outcome = String(attributes['tokenspan.stream.outcome']);
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
}
console.log(JSON.stringify({ ...outcomes, openAfter: countOpenOperations() }));
process.exit(0);
