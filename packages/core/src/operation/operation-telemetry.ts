import type { Tracer } from '@opentelemetry/api';
import type { ContentPolicy } from '../content/content-policy.ts';
import type { EventLogger } from '../telemetry/event-logger.ts';
import type { Instruments } from '../telemetry/instruments.ts';
import type { OperationHook } from './operation-hook.ts';

/** What an operation reports to; handed over by the instrumentation that made it. */
export interface OperationTelemetry {
  /** Absent when another tracer already makes the span of this call. */
  tracer: Tracer | undefined;
  instruments: Instruments | undefined;
  /** Absent when the version of the base class has none. */
  logger: EventLogger | undefined;
  content: ContentPolicy;
  hooks: readonly OperationHook[];
  captureErrorMessage: boolean;
  cancelledIsError: boolean;
}
