import { expect, it, vi } from 'vitest';
import { fault, places } from '../transparency/faults.ts';
import { startRecording } from './start-recording.ts';
import { calls } from './subjects.ts';

vi.mock(
  import('../../packages/core/src/content/write-content.ts'),
  async (original) =>
    (await import('../transparency/faults.ts')).makeFaulty('write-content.ts', await original()) as never,
);
vi.mock(
  import('../../packages/core/src/content/draft-part.ts'),
  async (original) =>
    (await import('../transparency/faults.ts')).makeFaulty('draft-part.ts', await original()) as never,
);
vi.mock(
  import('../../packages/core/src/content/fit-content.ts'),
  async (original) =>
    (await import('../transparency/faults.ts')).makeFaulty('fit-content.ts', await original()) as never,
);
vi.mock(
  import('../../packages/core/src/content/with-content-capture.ts'),
  async (original) =>
    (await import('../transparency/faults.ts')).makeFaulty(
      'with-content-capture.ts',
      await original(),
    ) as never,
);
vi.mock(
  import('../../packages/core/src/telemetry/call-events.ts'),
  async (original) =>
    (await import('../transparency/faults.ts')).makeFaulty('call-events.ts', await original()) as never,
);
vi.mock(
  import('../../packages/core/src/telemetry/event-logger.ts'),
  async (original) =>
    (await import('../transparency/faults.ts')).makeFaulty('event-logger.ts', await original()) as never,
);
vi.mock(
  import('../../packages/core/src/telemetry/metric-attributes.ts'),
  async (original) =>
    (await import('../transparency/faults.ts')).makeFaulty('metric-attributes.ts', await original()) as never,
);
vi.mock(
  import('../../packages/core/src/telemetry/chunk-times.ts'),
  async (original) =>
    (await import('../transparency/faults.ts')).makeFaulty('chunk-times.ts', await original()) as never,
);
vi.mock(
  import('../../packages/instrumentation-anthropic/src/read-content.ts'),
  async (original) =>
    (await import('../transparency/faults.ts')).makeFaulty('read-content.ts', await original()) as never,
);

const texts = {
  system: 's',
  user: 'u',
  argument: 'a',
  result: 'r',
  description: 'd',
  answer: 'answer',
  asked: 'q',
  key: 'sk-test',
  header: 'h',
};

const notReached = new Set([
  'with-content-capture.ts:withContentCapture',
  'with-content-capture.ts:setContentCapture',
  // Only where a call fails, and for the legacy completions.
  'call-events.ts:wantsException',
  'read-content.ts:readPromptContent',
]);
const [, messages] = calls;

it.each(places.filter((place) => !notReached.has(place) && !place.startsWith('message-accumulator')))(
  'a fault in %s costs no call and no span',
  async (place) => {
    const config = { captureMessageContent: 'span_and_event', perChunkMetrics: true } as const;
    await using recording = await startRecording({ config });
    fault.place = place;
    fault.thrown = 0;
    let events = 0;
    try {
      const [, subject, stream] = messages!;
      await subject.call(recording.provider, texts, stream, { inLoop: () => void events++ });
    } finally {
      fault.place = undefined;
    }
    expect(fault.thrown).toBeGreaterThan(0);
    expect(events).toBeGreaterThan(5);
    const spans = await recording.tracing.waitForLlmSpans(1);
    expect(spans.map(({ attributes }) => attributes['gen_ai.response.finish_reasons'])).toEqual([
      ['tool_call'],
    ]);
  },
);
