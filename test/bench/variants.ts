import Anthropic from '@anthropic-ai/sdk';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';

/** One way to run the same stream. */
export interface Variant {
  name: string;
  /** Makes the next streams run this way. */
  enter: () => void;
  /** How many spans it has recorded so far. */
  countSpans: () => number;
}

/**
 * The SDK as it is, patched with nobody listening, and patched with every span recorded. The provider is handed to the
 * instrumentation and not registered, so that the tracing of the SDK itself stays off in all of them.
 */
export function createVariants(): Variant[] {
  let spans = 0;
  const counter: SpanProcessor = {
    onStart() {},
    onEnd: () => void spans++,
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
  const silent = new AnthropicInstrumentation({ enabled: false });
  const recording = new AnthropicInstrumentation({ enabled: false });
  recording.setTracerProvider(new NodeTracerProvider({ spanProcessors: [counter] }));
  for (const instrumentation of [silent, recording]) instrumentation.instrument(Anthropic);
  const enterOnly = (chosen: AnthropicInstrumentation | undefined) => (): void => {
    silent.disable();
    recording.disable();
    chosen?.enable();
  };
  const none = (): number => 0;
  return [
    { name: 'bare SDK', enter: enterOnly(undefined), countSpans: none },
    { name: 'patched, nobody listens', enter: enterOnly(silent), countSpans: none },
    { name: 'patched, span recorded', enter: enterOnly(recording), countSpans: () => spans },
  ];
}
