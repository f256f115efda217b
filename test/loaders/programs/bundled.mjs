/* A program that is bundled with all that it needs: no loader hook sees its modules, so it instruments the class itself. */
import { writeSync } from 'node:fs';
import Anthropic from '@anthropic-ai/sdk';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';
import { greet } from './greet.cjs';

const exporter = new InMemorySpanExporter();
new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
new AnthropicInstrumentation().instrument(Anthropic);

void greet(new Anthropic({ baseURL: process.env['PROVIDER_URL'], apiKey: 'sk-ant-test-key' })).then(() => {
  const spans = exporter.getFinishedSpans().map((span) => ({
    name: span.name,
    scope: span.instrumentationScope.name,
    attributes: span.attributes,
  }));
  writeSync(1, `${JSON.stringify({ spans })}\n`);
});
