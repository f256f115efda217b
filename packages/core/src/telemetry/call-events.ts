import type { Context } from '@opentelemetry/api';
import type { Request } from '@tokenspan/streams';
import { definedAttributes } from './request-attributes.ts';
import { wantsEvent } from './event-logger.ts';
import type { EventLogger } from './event-logger.ts';
import type { ErrorDescription } from './describe-error.ts';
import * as names from './semantic-conventions.ts';

const details = { eventName: names.EVENT_INFERENCE_DETAILS, severityNumber: 5, severityText: 'DEBUG' };
const exception = { eventName: names.EVENT_OPERATION_EXCEPTION, severityNumber: 13, severityText: 'WARN' };

/** The operations that the conventions call inference. */
const inferences = new Set<Request['operation']>(['chat', 'generate_content', 'text_completion']);

/** Whether a call is one that the conventions call inference: not embeddings, not the fetching of an answer. */
export function isInference({ operation }: Request): boolean {
  return inferences.has(operation);
}

/** Whether the details event of a call would be emitted. */
export function wantsDetails(logger: EventLogger | undefined, request: Request, context: Context): boolean {
  return isInference(request) && wantsEvent(logger, details, context);
}

/** Whether the exception event of a call would be emitted. */
export function wantsException(logger: EventLogger | undefined, context: Context): boolean {
  return wantsEvent(logger, exception, context);
}

/** Emits `gen_ai.client.inference.operation.details`. */
export function emitDetails(logger: EventLogger, attributes: Record<string, unknown>, context: Context): void {
  logger.emit({ ...details, attributes, context });
}

/** Emits `gen_ai.client.operation.exception`; of an error that the program itself threw with nothing but its class. */
export function emitException(
  logger: EventLogger,
  { className, type }: ErrorDescription,
  message: string | undefined,
  context: Context,
): void {
  const attributes = definedAttributes({
    [names.ATTR_EXCEPTION_TYPE]: className ?? type,
    [names.ATTR_EXCEPTION_MESSAGE]: message,
  });
  logger.emit({ ...exception, attributes, context });
}
