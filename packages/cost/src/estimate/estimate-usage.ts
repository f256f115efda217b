import type { Request, Response } from '@tokenspan/streams';
import { familyFactors, findFamily } from './families.ts';
import { readTexts } from './read-texts.ts';
import type { TextTokenizer } from './tokenizer.ts';

/** Tokens that the provider did not report. Never mixed with reported ones. */
export interface EstimatedTokens {
  inputTokens?: number;
  outputTokens?: number;
}

/** UTF-8 bytes per token of English prose and code. */
const BYTES_PER_TOKEN = 4;

/**
 * Estimates what is missing of the usage of a call, `undefined` when nothing is: the input from the request, the output from
 * what arrived. By bytes and the factor of the model's family; by the tokenizer where it is loaded and the text was kept.
 */
export function estimateTokens(
  request: Request,
  response: Response | undefined,
  tokenizer?: TextTokenizer,
): EstimatedTokens | undefined {
  const family = findFamily(response?.model ?? request.model);
  const counter = family === 'gpt' ? tokenizer : undefined;
  const estimated: EstimatedTokens = {};
  if (response?.usage?.inputTokens === undefined && request.inputBytes !== undefined) {
    const byText =
      counter && request.content ? counter.count(readTexts(request.content().messages)) : undefined;
    estimated.inputTokens = byText ?? estimateBytes(request.inputBytes, familyFactors[family].input);
  }
  const writes = request.operation !== 'embeddings' && request.operation !== 'fetch_response';
  if (response && response.usage?.outputTokens === undefined && writes) {
    const byText = counter && response.output ? counter.count(readTexts(response.output)) : undefined;
    estimated.outputTokens = byText ?? estimateBytes(response.outputBytes, familyFactors[family].output);
  }
  return Object.keys(estimated).length > 0 ? estimated : undefined;
}

/** Tokens that so many bytes of text make: at least one of any text. */
function estimateBytes(bytes: number, factor: number): number {
  return Math.ceil((bytes / BYTES_PER_TOKEN) * factor);
}
