import { GoogleGenAI } from '@google/genai';
import { countOpenOperations } from '@tokenspan/core';
import type { OperationHook } from '@tokenspan/core';
import { GoogleGenAIInstrumentation } from '@tokenspan/instrumentation-google-genai';

/** Run with --expose-gc: prints as JSON how the calls ended of which 300 streams each were dropped. */
const COUNT = 300;

const event = `data: ${JSON.stringify({ candidates: [{ content: { parts: [{ text: 'Hi' }] } }] })}\r\n\r\n`;

/** A stream that sends one event and stays open, as a provider does whose client went away. */
function answer(): Promise<Response> {
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(event)),
  });
  return Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
}

const outcomes: string[] = [];
const hook: OperationHook = { settled: (_operation, _response, outcome) => void outcomes.push(outcome) };
const instrumentation = new GoogleGenAIInstrumentation({ hooks: [hook] });
instrumentation.instrument(GoogleGenAI);
const client = new GoogleGenAI({ apiKey: 'test', httpOptions: { fetch: answer } });
const shared = new AbortController();

async function drop(read: boolean, config: object): Promise<void> {
  const stream = await client.models.generateContentStream({ model: 'm', contents: 'Hello', config });
  if (read) await stream.next();
}

async function dropAll(read: boolean, config: object = {}): Promise<Record<string, number>> {
  outcomes.length = 0;
  for (let index = 0; index < COUNT; index++) await drop(read, config);
  for (let round = 0; round < 50 && outcomes.length < COUNT; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return Object.fromEntries(
    Object.entries(Object.groupBy(outcomes, (outcome) => outcome)).map(([key, list]) => [
      key,
      list?.length ?? 0,
    ]),
  );
}

/** Streams with callable tools: nothing is sent before the first read, but the parent of the calls is open. */
async function dropAgents(): Promise<{ before: number; after: number }> {
  const tools = [{ tool: () => Promise.resolve({}), callTool: () => Promise.resolve([]) }];
  for (let index = 0; index < COUNT; index++) await drop(false, { tools });
  const before = countOpenOperations();
  for (let round = 0; round < 50 && countOpenOperations() > 0; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return { before, after: countOpenOperations() };
}

console.log(
  JSON.stringify({
    unread: await dropAll(false),
    read: await dropAll(true),
    bare: await dropAll(false, { automaticContinuation: false }),
    bareRead: await dropAll(true, { automaticContinuation: false }),
    sharedSignal: await dropAll(false, { abortSignal: shared.signal, automaticContinuation: false }),
    agents: await dropAgents(),
  }),
);
process.exit();
