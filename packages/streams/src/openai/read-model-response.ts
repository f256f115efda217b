import type { AccumulatorOptions } from '../accumulate/accumulator.ts';
import { countPartBytes } from '../accumulate/count-part-bytes.ts';
import { keepPart } from '../accumulate/keep-part.ts';
import { type Fields, readFields, readText } from '../accumulate/read-fields.ts';
import { createTextKeeper } from '../accumulate/text-keeper.ts';
import type { Response } from '../model/response.ts';
import { readFailure } from './read-failure.ts';
import { isProgramCall, readOutputItem } from './read-output-item.ts';
import { readResponseUsage } from './read-response-usage.ts';

/**
 * The response of an answer of the Responses API: `Response` (`resources/responses/responses.d.ts` of openai 7.55.0), as it
 * is returned, and as it stands in the event that ends a stream. One that still runs in the background is `pending`.
 */
export function readModelResponse(value: unknown, options: AccumulatorOptions = {}): Response {
  const response = readFields(value);
  const items: unknown[] = Array.isArray(response?.output) ? response.output : [];
  const parts = items.flatMap((item) => readOutputItem(item));
  const pending = isPending(response);
  const id = readText(response?.id);
  const model = readText(response?.model);
  const usage = readResponseUsage(response?.usage, response?.tool_usage);
  // While it runs, the API repeats the tier that was asked for.
  const serviceTier = pending ? undefined : readText(response?.service_tier);
  const failure = response?.status === 'failed' ? (readFailure(response.error) ?? {}) : undefined;
  const keeper = createTextKeeper(options.contentMaxBytes);
  return {
    ...(id !== undefined && { id }),
    ...(model !== undefined && { model }),
    finishReasons: pending ? [] : [readFinishReason(response, items)],
    ...(usage && { usage }),
    ...(serviceTier !== undefined && {
      serviceTier,
      attributes: { 'openai.response.service_tier': serviceTier },
    }),
    outputBytes: parts.reduce((bytes, part) => bytes + countPartBytes(part), 0),
    ...(options.content && {
      output: [{ role: 'assistant', parts: parts.map((part) => keepPart(part, keeper)) }],
    }),
    ...(failure && { failure }),
    ...(pending && { pending }),
  };
}

function isPending(response: Fields | undefined): true | undefined {
  return response?.status === 'queued' || response?.status === 'in_progress' ? true : undefined;
}

/** The API states no finish reason: a complete answer stopped, or waits for the program to run what it called. */
function readFinishReason(response: Fields | undefined, items: unknown[]): string {
  switch (response?.status) {
    case 'completed':
      return items.some((item) => isProgramCall(readFields(item) ?? {})) ? 'tool_call' : 'stop';
    case 'incomplete': {
      const reason = readText(readFields(response.incomplete_details)?.reason);
      return reason === 'max_output_tokens' ? 'length' : (reason ?? 'error');
    }
    default:
      return 'error';
  }
}
