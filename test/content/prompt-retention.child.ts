import { countOpenOperations, runOperation } from '@tokenspan/core';
import type { ContentCapture, Operation } from '@tokenspan/core';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';
import { startTracing } from '../support/tracing.ts';

/**
 * Run with --expose-gc: prints as JSON how many of 100 prompts were let go while their operations were open. Below the
 * SDKs, which hold what they were given for as long as their streams live.
 */
const COUNT = 100;
const captures: Record<string, ContentCapture> = { off: false, span: 'span', both: 'span_and_event' };

await using tracing = startTracing();
const instrumentation = new AnthropicInstrumentation({
  captureMessageContent: captures[process.argv[2] ?? ''] ?? false,
  contentMaxBytes: 1000,
});
instrumentation.setTracerProvider(tracing.provider);
instrumentation.setLoggerProvider({ getLogger: () => ({ emit: () => {}, enabled: () => true }) });

const prompts: WeakRef<object>[] = [];
const operations: Operation[] = [];
let read = 0;

function open(): void {
  const prompt = { long: 'x'.repeat(2000) };
  prompts.push(new WeakRef(prompt));
  runOperation<unknown>(instrumentation.readTelemetry(), {
    fallback: { operation: 'chat', provider: 'test', stream: false },
    readRequest: () => ({
      operation: 'chat',
      provider: 'anthropic',
      stream: true,
      inputBytes: prompt.long.length,
    }),
    readContent: () => {
      read++;
      return { messages: [{ role: 'user', parts: [{ type: 'tool_call_response', response: prompt }] }] };
    },
    send: () => prompt.long.length,
    observe: (operation) => void operations.push(operation),
  });
}

for (let index = 0; index < COUNT; index++) open();
// A look at a weak reference keeps what it finds until the end of the turn: collect first, look once.
for (let round = 0; round < 5; round++) {
  await new Promise((resolve) => setTimeout(resolve, 10));
  globalThis.gc?.();
}
const released = prompts.filter((prompt) => prompt.deref() === undefined).length;
console.log(JSON.stringify({ open: countOpenOperations(), released, read }));
