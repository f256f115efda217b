import type { MetricVocabulary } from '../telemetry/instruments.ts';
import type { GenAIInstrumentationConfig, ResolvedConfiguration } from './instrumentation-configuration.ts';
import { booleanRule, choiceRule, validateOptions } from './option-rule.ts';
import type { OptionRule } from './option-rule.ts';
import { readChoice } from './read-environment.ts';

const vocabularies: readonly MetricVocabulary[] = ['legacy', 'latest', 'both'];

const hookRule: OptionRule = {
  accepted: 'an array of objects with "describe", "guard", "started" or "settled" functions',
  accepts: (value) => Array.isArray(value) && value.every(isHook),
};

const sharedRules: Record<string, OptionRule> = {
  enabled: booleanRule,
  captureErrorMessage: booleanRule,
  cancelledIsError: booleanRule,
  hooks: hookRule,
  metricVocabulary: choiceRule(vocabularies),
};

/**
 * Validates the options of an instrumentation and fills in the defaults, from the environment where it has a say.
 *
 * @param rules what the options that this instrumentation has of its own accept
 * @throws TypeError that names the option and what is accepted. A bad environment variable only warns.
 */
export function resolveConfiguration(
  owner: string,
  config: GenAIInstrumentationConfig,
  rules: Record<string, OptionRule> = {},
): ResolvedConfiguration {
  validateOptions(owner, config, { ...sharedRules, ...rules });
  return {
    captureErrorMessage: config.captureErrorMessage ?? true,
    cancelledIsError: config.cancelledIsError ?? false,
    hooks: [...(config.hooks ?? [])],
    metricVocabulary:
      config.metricVocabulary ?? readChoice('TOKENSPAN_METRIC_VOCABULARY', vocabularies) ?? 'legacy',
  };
}

function isHook(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const members = ['describe', 'guard', 'started', 'settled'].map(
    (name) => (value as Record<string, unknown>)[name],
  );
  return (
    members.some((member) => member !== undefined) &&
    members.every((member) => member === undefined || typeof member === 'function')
  );
}
