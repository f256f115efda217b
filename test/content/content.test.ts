import type { GenAIInstrumentationConfig } from '@tokenspan/core';
import { withContentCapture } from '@tokenspan/core';
import { describe, expect, it } from 'vitest';
import { startRecording } from './start-recording.ts';
import { calls, subjects } from './subjects.ts';
import type { Texts } from './subjects.ts';
import { contentNames, expectValidContent } from './validate-content.ts';

const texts: Texts = {
  system: 'You are terse. Grüße',
  user: 'What is the weather in 東京?',
  argument: 'Zürich',
  result: 'Sunny, "23°C"\n☀️',
  description: 'never recorded: a description',
  answer: 'It is sunny in 東京 🌞.',
  asked: 'Genève',
  key: 'sk-ant-never-recorded-key',
  header: 'never recorded: a header',
};
const detailsEvent = 'gen_ai.client.inference.operation.details';

function readSpanContent(attributes: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    contentNames
      .filter((name) => attributes[name] !== undefined)
      .map((name) => [name, JSON.parse(attributes[name] as string) as unknown]),
  );
}

function readEventContent(attributes: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    contentNames.filter((name) => attributes[name] !== undefined).map((name) => [name, attributes[name]]),
  );
}

describe.each(calls)('%s', (_name, subject, stream) => {
  async function record(config: GenAIInstrumentationConfig): Promise<{
    span: Record<string, unknown>;
    event: Record<string, unknown>;
  }> {
    await using recording = await startRecording({ config });
    await subject.call(recording.provider, texts, stream);
    const [span, ...more] = await recording.tracing.waitForLlmSpans(1);
    expect(more).toEqual([]);
    expect(recording.events(detailsEvent)).toHaveLength(1);
    const [event] = recording.events(detailsEvent);
    return { span: span!.attributes, event: event!.attributes };
  }

  it('records nothing of the messages by default', async () => {
    const { span, event } = await record({});
    expect(Object.keys(span).filter((name) => contentNames.includes(name))).toEqual([]);
    expect(Object.keys(event).filter((name) => contentNames.includes(name))).toEqual([]);
  });

  it.each([true, 'span'] as const)('records them on the span as JSON: %s', async (captureMessageContent) => {
    const { span, event } = await record({ captureMessageContent });
    const content = readSpanContent(span);
    for (const [name, value] of Object.entries(content)) expectValidContent(name, value);
    const all = JSON.stringify(content);
    for (const carried of subject.carries) expect(all).toContain(JSON.stringify(texts[carried]).slice(1, -1));
    for (const never of ['description', 'key', 'header'] as const) expect(all).not.toContain(texts[never]);
    expect(span).not.toHaveProperty(['tokenspan.content.truncated']);
    expect(readEventContent(event)).toEqual({});
  });

  it('records them on the event, structured, and the same on both', async () => {
    const onEvent = await record({ captureMessageContent: 'event' });
    expect(readSpanContent(onEvent.span)).toEqual({});
    for (const [name, value] of Object.entries(readEventContent(onEvent.event)))
      expectValidContent(name, value);
    const onBoth = await record({ captureMessageContent: 'span_and_event' });
    expect(readEventContent(onBoth.event)).toEqual(readSpanContent(onBoth.span));
    expect(readEventContent(onBoth.event)).toEqual(readEventContent(onEvent.event));
    expect(Object.keys(readEventContent(onEvent.event))).toContain('gen_ai.output.messages');
  });
});

describe('a streamed answer', () => {
  it.each(subjects.map((subject) => [subject.name, subject] as const))(
    'has the same messages as a plain one: %s',
    async (_name, subject) => {
      await using recording = await startRecording({ config: { captureMessageContent: true } });
      const { provider, tracing } = recording;
      await subject.call(provider, texts, false);
      await subject.call(provider, texts, true);
      const [plain, streamed] = await tracing.waitForLlmSpans(2);
      expect(readSpanContent(streamed!.attributes)).toEqual(readSpanContent(plain!.attributes));
      expect(JSON.stringify(readSpanContent(plain!.attributes))).toContain('finish_reason');
    },
  );
});

describe('what the messages look like', () => {
  it('follows the conventions for the Messages API', async () => {
    await using recording = await startRecording({ config: { captureMessageContent: true } });
    const { provider, tracing } = recording;
    await subjects[0]!.call(provider, texts, true);
    const [span] = await tracing.waitForLlmSpans(1);
    expect(readSpanContent(span!.attributes)).toEqual({
      'gen_ai.system_instructions': [{ type: 'text', content: texts.system }],
      'gen_ai.input.messages': [
        {
          role: 'user',
          parts: [
            { type: 'text', content: texts.user },
            { type: 'blob', modality: 'image', mime_type: 'image/png', content: 'iVBORw0KGgo=' },
            { type: 'uri', modality: 'document', uri: 'https://example.com/a.pdf' },
          ],
        },
        {
          role: 'assistant',
          parts: [
            { type: 'tool_call', id: 'toolu_1', name: 'get_weather', arguments: { city: texts.argument } },
          ],
        },
        {
          role: 'user',
          parts: [
            { type: 'tool_call_response', id: 'toolu_1', response: [{ type: 'text', text: texts.result }] },
          ],
        },
      ],
      'gen_ai.output.messages': [
        {
          role: 'assistant',
          parts: [
            { type: 'text', content: texts.answer },
            expect.objectContaining({
              type: 'tool_call',
              name: 'get_weather',
              arguments: { city: texts.asked },
            }),
          ],
          finish_reason: 'tool_call',
        },
      ],
      'gen_ai.tool.definitions': [{ type: 'function', name: 'get_weather' }],
    });
  });
});

describe('withContentCapture', () => {
  it('switches content on and off for the calls inside it', async () => {
    await using recording = await startRecording({ config: { captureMessageContent: 'span' } });
    const { provider, tracing } = recording;
    const call = (): Promise<void> => subjects[0]!.call(provider, texts, true);
    await withContentCapture(false, call);
    await withContentCapture('event', call);
    await call();
    const spans = await tracing.waitForLlmSpans(3);
    expect(spans.map(({ attributes }) => 'gen_ai.input.messages' in attributes)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('refuses a capture that does not exist', () => {
    expect(() => withContentCapture('spans' as never, () => 1)).toThrow(TypeError);
  });
});
