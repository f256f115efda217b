/* What every program of the loader suites registers: one provider, all instrumentations; the spans are printed at the end. */
const { writeSync } = require('node:fs');
const { diag, DiagConsoleLogger, DiagLogLevel } = require('@opentelemetry/api');
const { registerInstrumentations } = require('@opentelemetry/instrumentation');
const {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} = require('@opentelemetry/sdk-trace-node');
const { AnthropicInstrumentation } = require('@tokenspan/instrumentation-anthropic');
const { GoogleGenAIInstrumentation } = require('@tokenspan/instrumentation-google-genai');
const { OpenAIInstrumentation } = require('@tokenspan/instrumentation-openai');

diag.setLogger(new DiagConsoleLogger(), { logLevel: DiagLogLevel.WARN });
const exporter = new InMemorySpanExporter();
new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
registerInstrumentations({
  instrumentations: [
    new AnthropicInstrumentation(),
    new OpenAIInstrumentation(),
    new GoogleGenAIInstrumentation(),
  ],
});

process.once('exit', () => {
  const spans = exporter.getFinishedSpans().map((span) => ({
    name: span.name,
    scope: span.instrumentationScope.name,
    attributes: span.attributes,
  }));
  // To the file itself: what is left in a stream at this point may be lost.
  writeSync(1, `${JSON.stringify({ spans })}\n`);
});
