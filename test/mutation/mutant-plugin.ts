import { applyMutant, readMutant } from './apply-mutant.ts';

/** A plugin of the test runner that puts the mutant of a mutation run into the source as it is loaded. */
export function mutantPlugin(): {
  name: string;
  enforce: 'pre';
  transform: (code: string, id: string) => string | undefined;
} {
  const mutant = readMutant();
  return {
    name: 'tokenspan-mutant',
    enforce: 'pre',
    transform: (code, id) => (mutant && id.endsWith(mutant.file) ? applyMutant(mutant, code) : undefined),
  };
}
