import { readFields, readText } from '../accumulate/read-fields.ts';
import type { ResponseFailure } from '../model/response.ts';

/**
 * The failure that an answer states: `ResponseError` (`resources/responses/responses.d.ts` of openai 7.55.0), or the
 * `error` that compatible services send with status 200; their codes may be numbers.
 */
export function readFailure(value: unknown): ResponseFailure | undefined {
  const error = readFields(value);
  if (!error) return undefined;
  const code = typeof error.code === 'number' ? String(error.code) : readText(error.code);
  const kind = code ?? readText(error.type);
  const message = readText(error.message);
  return { ...(kind !== undefined && { code: kind }), ...(message !== undefined && { message }) };
}
