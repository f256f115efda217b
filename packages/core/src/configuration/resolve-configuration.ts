import { contentCaptures, DEFAULT_CONTENT_BYTES } from '../content/content-policy.ts';
import type { MetricVocabulary } from '../telemetry/instruments.ts';
import type { GenAIInstrumentationConfig, ResolvedConfiguration } from './instrumentation-configuration.ts';
import { booleanRule, choiceRule, validateOptions } from './option-rule.ts';
import type { OptionRule } from './option-rule.ts';
import { readAttributeLimit, readContentCapture } from './read-content-environment.ts';
import { readChoice } from './read-environment.ts';

const vocabularies: readonly MetricVocabulary[] = ['legacy', 'latest', 'both'];

const hookRule: OptionRule = {
  accepted: 'an array of objects with "describe", "guard", "started" or "settled" functions',
  accepts: (value) => Array.isArray(value) && value.every(isHook),
};

const captureRule: OptionRule = {
  accepted: 'true, false, "span", "event" or "span_and_event"',
  accepts: (value) => (contentCaptures as readonly unknown[]).includes(value),
};

const bytesRule: OptionRule = {
  accepted: 'a whole number of bytes from 2',
  accepts: (value) => Number.isSafeInteger(value) && (value as number) >= 2,
};

const functionRule: OptionRule = {
  accepted: 'a function',
  accepts: (value) => typeof value === 'function',
};

const sharedRules: Record<string, OptionRule> = {
  enabled: booleanRule,
  captureErrorMessage: booleanRule,
  captureMessageContent: captureRule,
  contentMaxBytes: bytesRule,
  redactContent: functionRule,
  perChunkMetrics: booleanRule,
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
    perChunkMetrics: config.perChunkMetrics ?? false,
    content: {
      capture: config.captureMessageContent ?? readContentCapture() ?? false,
      // The SDK cuts longer attributes itself, and what it leaves is no JSON.
      maxBytes: Math.min(config.contentMaxBytes ?? DEFAULT_CONTENT_BYTES, readAttributeLimit()),
      redact: config.redactContent,
    },
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
