// OpenTelemetry 3.x: node --import ./register-3.mjs app.mjs
import { register } from 'node:module';
import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { OpenOperationsProcessor } from '@tokenspan/core';
import { costHook } from '@tokenspan/cost';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';
import { GoogleGenAIInstrumentation } from '@tokenspan/instrumentation-google-genai';
import { OpenAIInstrumentation } from '@tokenspan/instrumentation-openai';

register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);

const provider = new TracerProvider({
  resource: resourceFromAttributes({ 'service.name': process.env.OTEL_SERVICE_NAME ?? 'my-program' }),
  spanProcessors: [
    new OpenOperationsProcessor(),
    new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }),
  ],
});
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
trace.setGlobalTracerProvider(provider);

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
