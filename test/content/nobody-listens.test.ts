import type { ContentCapture, OperationHook } from '@tokenspan/core';
import { runOperation } from '@tokenspan/core';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';
import { describe, expect, it } from 'vitest';
import { startTracing } from '../support/tracing.ts';

interface Counts {
  read: number;
  emitted: string[];
}

/** Runs one call under a logger that wants these events, or without a logger provider. */
function runCall(captureMessageContent: ContentCapture, wanted: readonly string[] | undefined): Counts {
  const counts: Counts = { read: 0, emitted: [] };
  const hook: OperationHook = { started: () => {} };
  const instrumentation = new AnthropicInstrumentation({ captureMessageContent, hooks: [hook] });
  if (wanted) {
    const logger = {
      emit: ({ eventName }: { eventName?: string }) => void counts.emitted.push(eventName ?? ''),
      enabled: (options?: { eventName?: string }) => wanted.includes(options?.eventName ?? ''),
    };
    instrumentation.setLoggerProvider({ getLogger: () => logger });
  }
  runOperation<unknown>(instrumentation.readTelemetry(), {
    fallback: { operation: 'chat', provider: 'test', stream: false },
    readRequest: () => ({ operation: 'chat', provider: 'anthropic', stream: false }),
    readContent: () => {
      counts.read++;
      return { messages: [] };
    },
    send: () => undefined,
    observe: (operation) => operation.settle('failed', { error: new Error('x') }),
  });
  return counts;
}

const details = 'gen_ai.client.inference.operation.details';
const exception = 'gen_ai.client.operation.exception';

describe('what nobody records', () => {
  it.each([false, true, 'span', 'event', 'span_and_event'] as const)(
    'is not read without a tracer and a logger provider: %s',
    (capture) => {
      expect(runCall(capture, undefined)).toEqual({ read: 0, emitted: [] });
    },
  );

  it.each([
    [false, 0],
    [true, 0],
    ['event', 1],
    ['span_and_event', 1],
  ] as const)('is read for the event only where the event has content: %s', (capture, read) => {
    expect(runCall(capture, [details, exception])).toEqual({ read, emitted: [details, exception] });
  });

  it('is not read for an event that the logger does not want', () => {
    expect(runCall('event', [exception])).toEqual({ read: 0, emitted: [exception] });
    expect(runCall('event', [])).toEqual({ read: 0, emitted: [] });
  });

  it('is read once for a span that records, and not at all with content off', async () => {
    await using _tracing = startTracing();
    expect(runCall('span', undefined).read).toBe(1);
    expect(runCall('span_and_event', [details]).read).toBe(1);
    expect(runCall('event', undefined).read).toBe(0);
    expect(runCall(false, [details]).read).toBe(0);
  });
});
