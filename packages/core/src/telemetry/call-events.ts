import type { Context } from '@opentelemetry/api';
import type { Request } from '@tokenspan/streams';
import type { ErrorDescription } from './describe-error.ts';
import { errorAttributes } from './error-attributes.ts';
import { wantsEvent } from './event-logger.ts';
import type { EventLogger } from './event-logger.ts';
import { isInference } from './is-inference.ts';
import { definedAttributes, requestAttributes } from './request-attributes.ts';
import * as names from './semantic-conventions.ts';

const details = { eventName: names.EVENT_INFERENCE_DETAILS, severityNumber: 5, severityText: 'DEBUG' };
const exception = { eventName: names.EVENT_OPERATION_EXCEPTION, severityNumber: 13, severityText: 'WARN' };

/** Whether the details event of a call would be emitted. */
export function wantsDetails(logger: EventLogger | undefined, request: Request, context: Context): boolean {
  return isInference(request) && wantsEvent(logger, details, context);
}

/** Whether the exception event of a call would be emitted. */
export function wantsException(logger: EventLogger | undefined, context: Context): boolean {
  return wantsEvent(logger, exception, context);
}

/** What the events of one call are made from. */
export interface CallEvents {
  request: Request;
  /** What is known at the end of the call, its content included where that belongs into the event. */
  attributes: Record<string, unknown>;
  error: ErrorDescription | undefined;
  /** The message of the error, where it may be told. */
  message: string | undefined;
  context: Context;
}

/**
 * Emits `gen_ai.client.inference.operation.details`, which has what the span has, and after an error
 * `gen_ai.client.operation.exception`: each only where a logger wants it, so that nothing is computed for nobody.
 */
export function emitCallEvents(logger: EventLogger, events: CallEvents): void {
  const { request, attributes, error, context } = events;
  if (wantsDetails(logger, request, context)) {
    const all = { ...requestAttributes(request), ...attributes, ...(error && errorAttributes(error)) };
    logger.emit({ ...details, attributes: all, context });
  }
  if (error && wantsException(logger, context)) {
    const described = definedAttributes({
      [names.ATTR_EXCEPTION_TYPE]: error.className ?? error.type,
      [names.ATTR_EXCEPTION_MESSAGE]: events.message,
    });
    logger.emit({ ...exception, attributes: described, context });
  }
}
