import type { Outcome, Usage } from '@tokenspan/streams';
import type { Cost } from '../cost/cost.ts';

/** One ended call of a model: what it used, what it cost, which function caused it. */
export interface CallRecord {
  /** When the request was made, milliseconds since 1970. */
  time: number;
  provider: string;
  /** A value of `gen_ai.operation.name`. */
  operation: string;
  /** The model that answered, else the one that was asked. */
  model: string | undefined;
  outcome: Outcome;
  /** The innermost wrapped function; absent outside of any. */
  functionName?: string;
  /** All wrapped functions around the call, the outermost first. */
  functionPath: readonly string[];
  project: string;
  sessionId?: string;
  /** Tokens as reported, else as estimated. Absent when nothing is known. */
  inputTokens?: number;
  outputTokens?: number;
  /** The provider's own counts. */
  usage?: Usage;
  /** `inputTokens` or `outputTokens` is an estimate. */
  estimated: boolean;
  /** Absent when the price of the model is not known. */
  cost?: Cost;
}

/** Whether a call used tokens whose price is not known in USD, so that a sum over calls lacks it. */
export function isUnpriced({ cost, inputTokens, outputTokens }: CallRecord): boolean {
  return cost?.currency !== 'USD' && (cost !== undefined || (inputTokens ?? outputTokens) !== undefined);
}
