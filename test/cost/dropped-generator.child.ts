import { setImmediate as turn } from 'node:timers/promises';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { profile } from '@tokenspan/cost';

// Run with --expose-gc. Prints how many spans of generators ended that were stepped once and then dropped, and how many
// rejections of profiled functions nobody handled: as many as without `profile`.
const exporter = new InMemorySpanExporter();
new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
let unhandled = 0;
process.on('unhandledRejection', () => unhandled++);

const count = profile(async function* count() {
  for (let index = 0; ; index++) yield index;
});

async function drop(): Promise<void> {
  for (let index = 0; index < 100; index++) await count().next();
}

await drop();
for (let round = 0; round < 20 && exporter.getFinishedSpans().length < 100; round++) {
  globalThis.gc?.();
  await turn();
}

const rejects = profile('rejects', () => Promise.reject(new Error('nobody cares')));
for (let index = 0; index < 3; index++) void rejects();
await rejects().catch(() => {});
await turn();

const ended = exporter.getFinishedSpans().filter((span) => span.name === 'count').length;
console.log(JSON.stringify({ ended, unhandled }));
