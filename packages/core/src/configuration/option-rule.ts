/** What one option accepts. */
export interface OptionRule {
  /** The accepted values in words, for the error message. */
  accepted: string;
  accepts: (value: unknown) => boolean;
}

/** The rule of an option that is on or off. */
export const booleanRule: OptionRule = {
  accepted: 'true or false',
  accepts: (value) => typeof value === 'boolean',
};

/** The rule of an option that is one of a few words. */
export function choiceRule(choices: readonly string[]): OptionRule {
  return {
    accepted: choices.map((choice) => `"${choice}"`).join(', '),
    accepts: (value) => typeof value === 'string' && choices.includes(value),
  };
}

/**
 * Checks options against their rules; `undefined` counts as not given.
 *
 * @throws TypeError that names the option and what is accepted
 */
export function validateOptions(owner: string, options: object, rules: Record<string, OptionRule>): void {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule) {
      throw new TypeError(
        `${owner} has no option "${name}"; accepted: ${Object.keys(rules).toSorted().join(', ')}`,
      );
    }
    if (!rule.accepts(value)) {
      throw new TypeError(`${owner}: option "${name}" must be ${rule.accepted}, not ${describeValue(value)}`);
    }
  }
}

function describeValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 64));
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'an array' : `a value of type ${typeof value}`;
}
