import type { Request, Response } from '@tokenspan/streams';

/** Tokens that the provider did not report, guessed from UTF-8 bytes. Never mixed with reported ones. */
export interface EstimatedUsage {
  inputTokens?: number;
  outputTokens?: number;
}

/** UTF-8 bytes per token, a rule of thumb; `@tokenspan/cost` has one for each family of models. */
const BYTES_PER_TOKEN = 4;

/**
 * Estimates what is missing of the usage of a call that the provider accepted. `undefined` when nothing is missing.
 * A missing input count is estimated from the request, a missing output count from what arrived.
 */
export function estimateUsage(request: Request, response: Response): EstimatedUsage | undefined {
  const estimated: EstimatedUsage = {};
  if (response.usage?.inputTokens === undefined && request.inputBytes !== undefined) {
    estimated.inputTokens = Math.ceil(request.inputBytes / BYTES_PER_TOKEN);
  }
  const reportsOutput = request.operation !== 'embeddings' && request.operation !== 'fetch_response';
  if (response.usage?.outputTokens === undefined && reportsOutput) {
    estimated.outputTokens = Math.ceil(response.outputBytes / BYTES_PER_TOKEN);
  }
  return Object.keys(estimated).length > 0 ? estimated : undefined;
}
