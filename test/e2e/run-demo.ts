import { runChild } from '../support/run-child.ts';
import type { ChildResult } from '../support/run-child.ts';

const program = new URL('../../examples/demo/src/main.ts', import.meta.url);

/** Variables of the surrounding shell that would change what the demo does. */
const neutral = {
  ANTHROPIC_API_KEY: '',
  ANTHROPIC_BASE_URL: '',
  COLUMNS: '120',
  GEMINI_API_KEY: '',
  GOOGLE_API_KEY: '',
  GOOGLE_GEMINI_BASE_URL: '',
  JAEGER_QUERY_URL: '',
  JAEGER_UI_URL: '',
  OPENAI_API_KEY: '',
  OPENAI_BASE_URL: '',
  OTEL_EXPORTER_OTLP_ENDPOINT: '',
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: '',
  OTEL_SERVICE_NAME: '',
};

/** Runs the demo in a process of its own, with the scripted provider and these variables. */
export function runDemo(environment: Record<string, string> = {}): Promise<ChildResult> {
  return runChild(program, [], { ...neutral, ...environment });
}
