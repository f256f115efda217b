import { diag } from '@opentelemetry/api';

/**
 * Reads an environment variable that is one of a few words, in any case and with any space around it. Another value
 * warns through `diag` and counts as not set.
 */
export function readChoice<T extends string>(name: string, choices: readonly T[]): T | undefined {
  const value = globalThis.process?.env[name]?.trim().toLowerCase();
  if (!value) return undefined;
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) {
    diag.warn(
      `tokenspan: environment variable ${name} must be one of ${choices.join(', ')}; the default is used`,
    );
  }
  return choice;
}
