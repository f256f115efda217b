import type { Span } from '@opentelemetry/api';
import { settleOpenOperations } from './open-operations.ts';

/**
 * A span processor that ends the spans of open calls when the tracer provider shuts down, as `abandoned`. Register it
 * before the processor that exports: `spanProcessors: [new OpenOperationsProcessor(), new BatchSpanProcessor(exporter)]`.
 * `forceFlush` ends nothing: calls that are still running go on. Calls whose spans another provider made are left alone.
 */
export class OpenOperationsProcessor {
  readonly #started = new WeakSet<object>();

  onStart(span: object): void {
    this.#started.add(span);
  }

  onEnd(): void {}

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {
    settleOpenOperations(({ span }) => this.#started.has(span) || !isRecording(span));
  }
}

/** A call without a span of ours (not sampled, or traced by the SDK itself) still has hooks that wait for its end. */
function isRecording(span: Span): boolean {
  return span.isRecording();
}
