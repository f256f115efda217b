import { settleOpenOperations } from './open-operations.ts';

/**
 * A span processor that ends the spans of open calls when the tracer provider shuts down, as `abandoned`. Register it
 * before the processor that exports: `spanProcessors: [new OpenOperationsProcessor(), new BatchSpanProcessor(exporter)]`.
 * `forceFlush` ends nothing: calls that are still running go on.
 */
export class OpenOperationsProcessor {
  onStart(): void {}

  onEnd(): void {}

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {
    settleOpenOperations();
  }
}
