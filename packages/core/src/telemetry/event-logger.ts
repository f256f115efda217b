import type { Context } from '@opentelemetry/api';

/** What is told of an event before it is computed. */
export interface EventDescription {
  eventName: string;
  /** A value of `SeverityNumber` of the Logs API: 5 is DEBUG, 13 is WARN. */
  severityNumber: number;
}

/** An event as the Logs API takes it: its attributes may be structured. */
export interface EventRecord extends EventDescription {
  severityText: string;
  attributes: Record<string, unknown>;
  context: Context;
}

/**
 * What is used of a logger. The one of `InstrumentationBase` is that of the program's OpenTelemetry line: 2.x has it from
 * `@opentelemetry/api-logs`, 3.x from `@opentelemetry/api` 1.10; neither is imported.
 */
export interface EventLogger {
  emit(record: EventRecord): void;
  /** Absent in loggers before 0.205. */
  enabled?(options: EventDescription & { context: Context }): boolean;
  /** Of a logger that was made before a provider was registered, in those versions. */
  _getLogger?(): object;
}

/** Whether an event would be emitted: a logger provider is registered and wants events like this. */
export function wantsEvent(
  logger: EventLogger | undefined,
  { eventName, severityNumber }: EventDescription,
  context: Context,
): boolean {
  if (!logger) return false;
  if (logger.enabled) return logger.enabled({ eventName, severityNumber, context });
  const { constructor } = logger._getLogger?.() ?? logger;
  return constructor.name !== 'NoopLogger';
}
