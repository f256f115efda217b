// node --require ./register.cjs app.cjs
const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-http');
const { registerInstrumentations } = require('@opentelemetry/instrumentation');
const { resourceFromAttributes } = require('@opentelemetry/resources');
const { BatchSpanProcessor, NodeTracerProvider } = require('@opentelemetry/sdk-trace-node');
const { OpenOperationsProcessor } = require('@tokenspan/core');
const { costHook } = require('@tokenspan/cost');
const { AnthropicInstrumentation } = require('@tokenspan/instrumentation-anthropic');
const { GoogleGenAIInstrumentation } = require('@tokenspan/instrumentation-google-genai');
const { OpenAIInstrumentation } = require('@tokenspan/instrumentation-openai');

const provider = new NodeTracerProvider({
  resource: resourceFromAttributes({ 'service.name': process.env.OTEL_SERVICE_NAME ?? 'my-program' }),
  spanProcessors: [new OpenOperationsProcessor(), new BatchSpanProcessor(new OTLPTraceExporter())],
});
provider.register();

const hooks = [costHook()];
registerInstrumentations({
  instrumentations: [
    new AnthropicInstrumentation({ hooks }),
    new GoogleGenAIInstrumentation({ hooks }),
    new OpenAIInstrumentation({ hooks }),
  ],
});

process.once('beforeExit', () => void provider.shutdown());
