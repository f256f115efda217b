import { register } from 'node:module';
import { diag, DiagConsoleLogger, DiagLogLevel } from '@opentelemetry/api';
import type { Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { OpenOperationsProcessor } from '@tokenspan/core';
import { costHook } from '@tokenspan/cost';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';
import { GoogleGenAIInstrumentation } from '@tokenspan/instrumentation-google-genai';
import { OpenAIInstrumentation } from '@tokenspan/instrumentation-openai';

/** Tracing of this process, as `examples/register` sets it up for any program. */
export interface Tracing {
  tracer: Tracer;
  /** Ends what is open, exports everything and stops. */
  shutdown: () => Promise<void>;
}

/**
 * Switches tracing on; call it before the SDKs are imported. Waits for the price list, so that no call lacks its cost.
 *
 * @param exportUrl where OTLP goes; without it the exporter reads the OTEL_EXPORTER_OTLP_* variables itself
 */
export async function startTracing(serviceName: string, exportUrl: string | undefined): Promise<Tracing> {
  // An export that fails is told by OpenTelemetry's own logger only.
  diag.setLogger(new DiagConsoleLogger(), { logLevel: DiagLogLevel.ERROR });
  register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);
  const exporter = new OTLPTraceExporter(exportUrl === undefined ? {} : { url: exportUrl });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [new OpenOperationsProcessor(), new BatchSpanProcessor(exporter)],
  });
  provider.register();
  const cost = costHook();
  const hooks = [cost];
  registerInstrumentations({
    instrumentations: [
      new AnthropicInstrumentation({ hooks }),
      new OpenAIInstrumentation({ hooks }),
      new GoogleGenAIInstrumentation({ hooks }),
      new UndiciInstrumentation(),
    ],
  });
  await cost.ready();
  return { tracer: provider.getTracer('tokenspan-demo'), shutdown: () => provider.shutdown() };
}
