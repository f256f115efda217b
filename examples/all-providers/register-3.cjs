// OpenTelemetry 3.x: node --require ./register-3.cjs app.cjs
const { context, trace } = require('@opentelemetry/api');
const { AsyncLocalStorageContextManager } = require('@opentelemetry/context-async-hooks');
const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-http');
const { registerInstrumentations } = require('@opentelemetry/instrumentation');
const { resourceFromAttributes } = require('@opentelemetry/resources');
const { BatchSpanProcessor, TracerProvider } = require('@opentelemetry/sdk-trace');
const { OpenOperationsProcessor } = require('@tokenspan/core');
const { costHook } = require('@tokenspan/cost');
const { AnthropicInstrumentation } = require('@tokenspan/instrumentation-anthropic');
const { GoogleGenAIInstrumentation } = require('@tokenspan/instrumentation-google-genai');
const { OpenAIInstrumentation } = require('@tokenspan/instrumentation-openai');

const provider = new TracerProvider({
  resource: resourceFromAttributes({ 'service.name': process.env.OTEL_SERVICE_NAME ?? 'my-program' }),
  spanProcessors: [
    new OpenOperationsProcessor(),
    new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }),
  ],
});
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
trace.setGlobalTracerProvider(provider);

const hooks = [costHook()];
registerInstrumentations({
  instrumentations: [
    new AnthropicInstrumentation({ hooks }),
    new GoogleGenAIInstrumentation({ hooks }),
    new OpenAIInstrumentation({ hooks }),
  ],
});

process.once('beforeExit', () => void provider.shutdown());
