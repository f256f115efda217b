/** Models that share a tokenizer, roughly. */
export type ModelFamily = 'claude' | 'gpt' | 'gemini' | 'other';

/** How many tokens a family makes of four UTF-8 bytes. */
export interface FamilyFactors {
  input: number;
  output: number;
}

/**
 * Fitted on one half of the recordings by `test/bench/estimator-table.ts`, which prints the error on the other half; 7 to 22
 * exchanges a number, most of them short. Input has more than its text: each message its frame, tools their schema.
 * `other` is the plain rule, four bytes a token: its recordings are too few and too unlike.
 */
export const familyFactors: Record<ModelFamily, FamilyFactors> = {
  claude: { input: 1.67, output: 0.95 },
  gpt: { input: 1.2, output: 0.96 },
  gemini: { input: 0.91, output: 0.94 },
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
