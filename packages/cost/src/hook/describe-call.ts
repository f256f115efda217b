import type { Outcome, Request, Response } from '@tokenspan/streams';
import type { Scope } from '../attribution/scope.ts';
import type { EstimatedTokens } from '../estimate/estimate-usage.ts';
import type { CallRecord } from './call-record.ts';

/** The project of calls that no tracked function names one for. */
const DEFAULT_PROJECT = 'default';

/** What is known at the end of a call. */
export interface EndedCall {
  /** Milliseconds since 1970. */
  time: number;
  scope: Scope | undefined;
  request: Request;
  response: Response | undefined;
  outcome: Outcome;
  estimated: EstimatedTokens | undefined;
}

/** The record of an ended call, without its cost. */
export function describeCall({ time, scope, request, response, outcome, estimated }: EndedCall): CallRecord {
  const usage = response?.usage;
  const model = response?.model ?? request.model;
  const inputTokens = usage?.inputTokens ?? estimated?.inputTokens;
  const outputTokens = usage?.outputTokens ?? estimated?.outputTokens;
  const functionName = scope?.functionName;
  return {
    time,
    provider: request.provider,
    operation: request.operation,
    model,
    outcome,
    ...(functionName !== undefined && { functionName }),
    functionPath: scope?.functionPath ?? [],
    project: scope?.project ?? DEFAULT_PROJECT,
    ...(request.conversationId !== undefined && { sessionId: request.conversationId }),
    ...(inputTokens !== undefined && { inputTokens }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(usage && { usage }),
    estimated: estimated !== undefined,
  };
}
