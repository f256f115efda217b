/** One way to break the code, and where that has to show. */
export interface Mutant {
  name: string;
  /** Path of the source file from the repository's root. */
  file: string;
  /** Text that stands exactly once in that file. */
  find: string;
  replace: string;
  /** The test files that are run. */
  tests: string[];
}
