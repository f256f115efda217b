import { diag, DiagLogLevel } from '@opentelemetry/api';
import { afterEach, describe, expect, it } from 'vitest';
import { resolveConfiguration } from './resolve-configuration.ts';

const warnings: string[] = [];
diag.setLogger(
  { error() {}, warn: (message) => warnings.push(message), info() {}, debug() {}, verbose() {} },
  DiagLogLevel.WARN,
);

afterEach(() => {
  delete process.env['TOKENSPAN_METRIC_VOCABULARY'];
  warnings.length = 0;
});

describe('resolveConfiguration', () => {
  it.each([
    [
      { metricVocabulary: 'newest' },
      /option "metricVocabulary" must be "legacy", "latest", "both", not "newest"/,
    ],
    [{ captureErrorMessage: 'yes' }, /option "captureErrorMessage" must be true or false, not "yes"/],
    [{ cancelledIsError: 1 }, /option "cancelledIsError" must be true or false, not 1/],
    [{ hooks: {} }, /option "hooks" must be an array of objects .* not a value of type object/],
    [{ hooks: [{ settle() {} }] }, /option "hooks" must be an array of objects with .*"settled" functions/],
    [
      { captureContent: true },
      /has no option "captureContent"; accepted: cancelledIsError, captureErrorMessage,/,
    ],
    [{ toString: true }, /has no option "toString"/],
  ])('throws a TypeError that names the option and what is accepted: %j', (config, message) => {
    expect(() => resolveConfiguration('AnthropicInstrumentation', config as never)).toThrow(TypeError);
    expect(() => resolveConfiguration('AnthropicInstrumentation', config as never)).toThrow(message);
  });

  it('takes undefined for not given', () => {
    expect(resolveConfiguration('x', { metricVocabulary: undefined } as never).metricVocabulary).toBe(
      'legacy',
    );
  });

  it('reads the metric vocabulary from the environment, in any case, unless the option says it', () => {
    process.env['TOKENSPAN_METRIC_VOCABULARY'] = ' Both ';
    expect(resolveConfiguration('x', {}).metricVocabulary).toBe('both');
    expect(resolveConfiguration('x', { metricVocabulary: 'latest' }).metricVocabulary).toBe('latest');
    expect(warnings).toEqual([]);
  });

  it('warns of a bad environment value and falls back', () => {
    process.env['TOKENSPAN_METRIC_VOCABULARY'] = 'newest';
    expect(resolveConfiguration('x', {}).metricVocabulary).toBe('legacy');
    expect(warnings).toEqual([
      'tokenspan: environment variable TOKENSPAN_METRIC_VOCABULARY must be one of legacy, latest, both; the default is used',
    ]);
  });
});
