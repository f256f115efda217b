import { ROOT_CONTEXT } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { wantsEvent } from './event-logger.ts';
import type { EventLogger } from './event-logger.ts';

const event = { eventName: 'e', severityNumber: 5 };

/** As loggers of @opentelemetry/api-logs before 0.205 are: without `enabled`. */
class NoopLogger {
  emit(): void {}
}
class Logger {
  emit(): void {}
}

describe('wantsEvent', () => {
  it.each<[string, EventLogger | undefined, boolean]>([
    ['no logger', undefined, false],
    ['a logger that is off', { emit: () => {}, enabled: () => false }, false],
    ['a logger that is on', { emit: () => {}, enabled: () => true }, true],
    ['an old logger without a provider', new NoopLogger(), false],
    ['an old proxy without a provider', { emit: () => {}, _getLogger: () => new NoopLogger() }, false],
    ['an old proxy with a provider', { emit: () => {}, _getLogger: () => new Logger() }, true],
    ['an old logger', new Logger(), true],
  ])('%s', (_name, logger, wanted) => {
    expect(wantsEvent(logger, event, ROOT_CONTEXT)).toBe(wanted);
  });

  it('tells the logger which event it is, and in which context', () => {
    const asked: unknown[] = [];
    const enabled = (options: unknown): boolean => asked.push(options) > 0;
    wantsEvent({ emit: () => {}, enabled }, event, ROOT_CONTEXT);
    expect(asked).toEqual([{ ...event, context: ROOT_CONTEXT }]);
  });
});
