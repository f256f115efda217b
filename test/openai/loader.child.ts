import { createRequire, register } from 'node:module';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { OpenAIInstrumentation } from '@tokenspan/instrumentation-openai';
import { startTracing } from '../support/tracing.ts';

/** Loads every copy of openai in every way, after the hooks, and prints as JSON how many LLM spans a call of each gave. */
register('@opentelemetry/instrumentation/hook.mjs', import.meta.url, {
  // The hook breaks the `import` of openai 4 by itself: wrapped, these modules no longer see each other's bindings change.
  data: { exclude: [/openai\/_shims\//] },
});

const tracing = startTracing();
registerInstrumentations({ instrumentations: [new OpenAIInstrumentation()] });

interface Client {
  chat: { completions: { create(parameters: object): Promise<unknown> } };
}
type ClientClass = new (options: object) => Client;
type Exports = Partial<Record<'OpenAI' | 'default', ClientClass>>;

const require = createRequire(import.meta.url);
const spans: Record<string, number> = {};

async function countSpans(name: string, exports: Exports): Promise<void> {
  const Client = exports.OpenAI ?? exports.default ?? (exports as unknown as ClientClass);
  const body = { id: 'chatcmpl-1', object: 'chat.completion', choices: [] };
  const client = new Client({ apiKey: 'x', fetch: () => Promise.resolve(Response.json(body)) });
  await client.chat.completions.create({ model: 'm', messages: [] });
  spans[name] = tracing.llmSpans().length;
  tracing.clear();
}

for (const name of ['openai', 'openai-6', 'openai-5', 'openai-4', 'openai/client', 'openai/index']) {
  await countSpans(`import ${name}`, (await import(name)) as Exports);
  await countSpans(`require ${name}`, require(name) as Exports);
}
console.log(JSON.stringify(spans));
process.exit(0);
