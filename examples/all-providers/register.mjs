// node --import ./register.mjs app.mjs
import { register } from 'node:module';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { OpenOperationsProcessor } from '@tokenspan/core';
import { costHook } from '@tokenspan/cost';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';
import { GoogleGenAIInstrumentation } from '@tokenspan/instrumentation-google-genai';
import { OpenAIInstrumentation } from '@tokenspan/instrumentation-openai';

register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);

const provider = new NodeTracerProvider({
  resource: resourceFromAttributes({ 'service.name': process.env.OTEL_SERVICE_NAME ?? 'my-program' }),
  spanProcessors: [new OpenOperationsProcessor(), new BatchSpanProcessor(new OTLPTraceExporter())],
});
provider.register();

const cost = costHook();
const hooks = [cost];
registerInstrumentations({
  instrumentations: [
    new AnthropicInstrumentation({ hooks }),
    new GoogleGenAIInstrumentation({ hooks }),
    new OpenAIInstrumentation({ hooks }),
  ],
});
// The price list is loaded when the program is idle, and this one is over before it is.
await cost.ready();

process.once('beforeExit', () => void provider.shutdown());
