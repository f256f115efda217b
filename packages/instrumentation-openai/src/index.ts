export { OpenAIInstrumentation } from './instrumentation.ts';
export type { OpenAIInstrumentationConfig } from './instrumentation.ts';
export type { StreamUsage } from './stream-usage.ts';
