export { AnthropicInstrumentation } from './instrumentation.ts';
export type { AnthropicInstrumentationConfig } from './instrumentation.ts';
export type { NativeTracing } from './native-tracing.ts';
