import type { Attributes } from '@opentelemetry/api';
import type { ErrorDescription } from './describe-error.ts';
import { definedAttributes } from './request-attributes.ts';
import * as names from './semantic-conventions.ts';

/** The span attributes of an error; its message belongs into the span's status. */
export function errorAttributes(error: ErrorDescription): Attributes {
  return definedAttributes({
    [names.ATTR_ERROR_TYPE]: error.type,
    [names.ATTR_HTTP_RESPONSE_STATUS_CODE]: error.statusCode,
    [names.ATTR_TOKENSPAN_ERROR_CODE]: error.code,
    [names.ATTR_TOKENSPAN_ERROR_REQUEST_ID]: error.requestId,
  });
}
