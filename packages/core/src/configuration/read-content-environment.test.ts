import { diag, DiagLogLevel } from '@opentelemetry/api';
import { afterEach, describe, expect, it } from 'vitest';
import { resolveConfiguration } from './resolve-configuration.ts';

const variable = 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT';
const limits = ['OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT', 'OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT'];
const warnings: string[] = [];
diag.setLogger(
  { error() {}, warn: (message) => warnings.push(message), info() {}, debug() {}, verbose() {} },
  DiagLogLevel.WARN,
);

afterEach(() => {
  for (const name of [variable, ...limits]) delete process.env[name];
  warnings.length = 0;
});

describe(variable, () => {
  it.each([
    ['true', true],
    ['false', false],
    ['NO_CONTENT', false],
    ['SPAN_ONLY', 'span'],
    ['EVENT_ONLY', 'event'],
    ['SPAN_AND_EVENT', 'span_and_event'],
    [' Span_Only ', 'span'],
    ['TRUE', true],
    ['', false],
  ])('%j', (value, capture) => {
    process.env[variable] = value;
    expect(resolveConfiguration('x', {}).content.capture).toBe(capture);
    expect(resolveConfiguration('x', { captureMessageContent: 'event' }).content.capture).toBe('event');
    expect(warnings).toEqual([]);
  });

  it('warns of a value that says nothing, and records nothing', () => {
    process.env[variable] = 'yes please';
    expect(resolveConfiguration('x', {}).content.capture).toBe(false);
    expect(warnings).toEqual([
      `tokenspan: environment variable ${variable} must be one of true, false, no_content, span_only, event_only, ` +
        'span_and_event; the default is used',
    ]);
  });
});

describe('contentMaxBytes', () => {
  it('is 64 KB by default, and never above the length at which the SDK cuts', () => {
    expect(resolveConfiguration('x', {}).content.maxBytes).toBe(65_536);
    expect(resolveConfiguration('x', { contentMaxBytes: 200 }).content.maxBytes).toBe(200);
    process.env['OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT'] = '1000';
    expect(resolveConfiguration('x', {}).content.maxBytes).toBe(1000);
    process.env['OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT'] = '500';
    expect(resolveConfiguration('x', {}).content.maxBytes).toBe(500);
    expect(resolveConfiguration('x', { contentMaxBytes: 200 }).content.maxBytes).toBe(200);
    process.env['OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT'] = 'many';
    expect(resolveConfiguration('x', {}).content.maxBytes).toBe(1000);
  });

  it.each([0, 1, -5, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '200'])('refuses %j', (contentMaxBytes) => {
    expect(() => resolveConfiguration('x', { contentMaxBytes } as never)).toThrow(
      /option "contentMaxBytes" must be a whole number of bytes from 2/,
    );
  });
});

describe('the other options of content', () => {
  it.each([
    [
      { captureMessageContent: 'spans' },
      /"captureMessageContent" must be true, false, "span", "event" or "span_and_event"/,
    ],
    [{ redactContent: true }, /"redactContent" must be a function/],
    [{ perChunkMetrics: 'yes' }, /"perChunkMetrics" must be true or false/],
  ])('refuses %j', (config, message) => {
    expect(() => resolveConfiguration('x', config as never)).toThrow(message);
  });
});
