import type { Attributes } from '@opentelemetry/api';
import type { Outcome, Request, Response } from '@tokenspan/streams';
import { warnOnce } from '../guard.ts';
import { estimateUsage } from './estimate-usage.ts';
import { definedAttributes } from './request-attributes.ts';
import { responseAttributes } from './response-attributes.ts';
import * as names from './semantic-conventions.ts';

/** What the attributes at the end of a call are made from. */
export interface CallEnd {
  request: Request;
  response: Response | undefined;
  outcome: Outcome;
  /** The caller took the raw HTTP response. */
  raw: boolean;
  /** The provider accepted the call, so that tokens were used whether or not it reported them. */
  accepted: boolean;
  /** Seconds. */
  timeToFirstChunk: number | undefined;
  /** The consumer began to read late: `timeToFirstChunk` is an upper bound. */
  late: boolean;
}

/** The span attributes that are known at the end of a call, the estimates of what the provider did not report included. */
export function endAttributes(end: CallEnd): Attributes {
  const { request, response, outcome } = end;
  const tellsOutcome = request.stream || (outcome !== 'completed' && outcome !== 'failed');
  return {
    ...(response && responseAttributes(withoutFetchedUsage(request, response))),
    ...definedAttributes({
      [names.ATTR_GEN_AI_RESPONSE_FINISH_REASONS]: end.raw ? undefined : readFinishReasons(end),
      [names.ATTR_GEN_AI_RESPONSE_TIME_TO_FIRST_CHUNK]: end.timeToFirstChunk,
      [names.ATTR_TOKENSPAN_RESPONSE_TIME_TO_FIRST_CHUNK_LATE]: end.late || undefined,
      [names.ATTR_TOKENSPAN_RESPONSE_RAW]: end.raw || undefined,
      [names.ATTR_TOKENSPAN_STREAM_OUTCOME]: tellsOutcome ? outcome : undefined,
    }),
    // A call that goes on in the background has used nothing that could be known yet.
    ...(end.accepted && !response?.pending && estimateAttributes(request, response)),
  };
}

/** Without the usage of a response that was fetched: it belongs to the call that made the response. */
export function withoutFetchedUsage(request: Request, response: Response): Response {
  if (request.operation !== 'fetch_response') return response;
  const { usage: _, ...rest } = response;
  return rest;
}

/** One reason per choice; `error` where none arrived, also when nothing arrived at all. */
function readFinishReasons({ request, response }: CallEnd): string[] | undefined {
  if (request.operation === 'embeddings' || response?.pending) return undefined;
  if (response && response.finishReasons.length > 0) return response.finishReasons;
  if (request.operation === 'fetch_response') return undefined;
  return Array.from({ length: request.choiceCount ?? 1 }, () => 'error');
}

function estimateAttributes(request: Request, response: Response | undefined): Attributes {
  const estimated = estimateUsage(request, response ?? { finishReasons: [], outputBytes: 0 });
  if (!estimated) return {};
  warnOnce(
    'estimate usage',
    'tokenspan: a call ended without the token counts of its provider; "tokenspan.usage.estimated.*" holds estimates',
  );
  return definedAttributes({
    [names.ATTR_TOKENSPAN_USAGE_ESTIMATED_INPUT_TOKENS]: estimated.inputTokens,
    [names.ATTR_TOKENSPAN_USAGE_ESTIMATED_OUTPUT_TOKENS]: estimated.outputTokens,
  });
}
