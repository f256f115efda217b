// node --require ./register.cjs app.cjs
const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-http');
const { registerInstrumentations } = require('@opentelemetry/instrumentation');
const { resourceFromAttributes } = require('@opentelemetry/resources');
const { BatchSpanProcessor, NodeTracerProvider } = require('@opentelemetry/sdk-trace-node');
const { OpenOperationsProcessor } = require('@tokenspan/core');
const { AnthropicInstrumentation } = require('@tokenspan/instrumentation-anthropic');

const provider = new NodeTracerProvider({
  resource: resourceFromAttributes({ 'service.name': process.env.OTEL_SERVICE_NAME ?? 'my-program' }),
  spanProcessors: [new OpenOperationsProcessor(), new BatchSpanProcessor(new OTLPTraceExporter())],
});
provider.register();
registerInstrumentations({ instrumentations: [new AnthropicInstrumentation()] });

process.once('beforeExit', () => void provider.shutdown());
