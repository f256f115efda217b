import { readText } from '../accumulate/read-fields.ts';

const finishReasons = new Map([
  ['STOP', 'stop'],
  ['MAX_TOKENS', 'length'],
  ['SAFETY', 'content_filter'],
  ['RECITATION', 'content_filter'],
  ['BLOCKLIST', 'content_filter'],
  ['PROHIBITED_CONTENT', 'content_filter'],
  ['SPII', 'content_filter'],
  ['IMAGE_SAFETY', 'content_filter'],
  ['IMAGE_PROHIBITED_CONTENT', 'content_filter'],
  ['IMAGE_RECITATION', 'content_filter'],
  ['MALFORMED_FUNCTION_CALL', 'error'],
]);

/**
 * The finish reason of a candidate in the words of the GenAI schema. Reasons that are not known here are written in lower
 * case; one that never arrived is `error`. A function call finishes with `STOP`, so it is `stop`.
 *
 * @see `FinishReason` in `dist/node/node.d.ts` of @google/genai 3.1.0
 */
export function mapFinishReason(finishReason: unknown): string {
  const reason = readText(finishReason);
  return reason === undefined ? 'error' : (finishReasons.get(reason) ?? reason.toLowerCase());
}
