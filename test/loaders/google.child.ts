/* Loads @google/genai as a program does, after the instrumentation was registered, and prints what was traced. */
import { createRequire, register } from 'node:module';
import type * as GoogleSdk from '@google/genai';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { GoogleGenAIInstrumentation } from '@tokenspan/instrumentation-google-genai';

const { SDK_ENTRY: entry = '', SDK_KIND: kind = '' } = process.env;

register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);
const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
provider.register();
registerInstrumentations({ instrumentations: [new GoogleGenAIInstrumentation()] });

globalThis.fetch = () =>
  Promise.resolve(
    Response.json({ candidates: [{ content: { parts: [{ text: 'Hi' }] }, finishReason: 'STOP' }] }),
  );

const load = createRequire(import.meta.url);
const sdk = (kind === 'cjs' ? load(entry) : await import(entry)) as typeof GoogleSdk;
const client = new sdk.GoogleGenAI({ apiKey: 'test' });
const { text } = await client.models.generateContent({ model: 'gemini-2.5-flash', contents: 'Hello' });
console.log(JSON.stringify({ text, spans: exporter.getFinishedSpans().map(({ name }) => name) }));
