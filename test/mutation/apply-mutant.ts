import { mutants } from './mutants.ts';
import type { Mutant } from './mutant.ts';

/** The mutant that the environment variable `TOKENSPAN_MUTANT` names. */
export function readMutant(): Mutant | undefined {
  const name = process.env['TOKENSPAN_MUTANT'];
  if (!name) return undefined;
  const mutant = mutants.find((candidate) => candidate.name === name);
  if (!mutant) throw new Error(`there is no mutant "${name}"`);
  return mutant;
}

/** The source with the mutant in it; throws when its place is not there exactly once, so that no mutant goes stale. */
export function applyMutant(mutant: Mutant, source: string): string {
  const pieces = source.split(mutant.find);
  if (pieces.length !== 2) {
    throw new Error(
      `the place of mutant "${mutant.name}" stands ${pieces.length - 1} times in ${mutant.file}`,
    );
  }
  return pieces.join(mutant.replace);
}
