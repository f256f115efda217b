import { describe, expect, it } from 'vitest';
import { startRecording } from './start-recording.ts';
import { calls } from './subjects.ts';
import type { Texts } from './subjects.ts';
import { contentNames, expectValidContent } from './validate-content.ts';

// One, two, three and four bytes each, characters that JSON escapes, and a family that is one character of many code points.
const pattern = 'aé世🌞"\\\n👨‍👩‍👧‍👦\u0007 ';

function makeTexts(bytes: number): Texts {
  const long = pattern.repeat(Math.ceil(bytes / Buffer.byteLength(pattern)));
  return {
    system: `system ${long}`,
    user: `user ${long}`,
    argument: `argument ${long}`,
    result: `result ${long}`,
    answer: `answer ${long}`,
    asked: `asked ${long}`,
    description: 'x',
    key: 'sk-test',
    header: 'x',
  };
}

/** Every text that stands in a value. */
function readTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(readTexts);
}

const longest = 70_000;
const texts = makeTexts(longest);
const cases = calls.flatMap(([name, subject, stream]) =>
  [2, 64, 200, 2048, 65_536].map((contentMaxBytes) => [name, contentMaxBytes, subject, stream] as const),
);

describe('content within contentMaxBytes', () => {
  it.each(cases)('%s, %i bytes', async (_name, contentMaxBytes, subject, stream) => {
    const config = { captureMessageContent: 'span_and_event', contentMaxBytes } as const;
    await using recording = await startRecording({ config });
    await subject.call(recording.provider, texts, stream);
    const [span] = await recording.tracing.waitForLlmSpans(1);
    const [event] = recording.events('gen_ai.client.inference.operation.details');
    const recorded = contentNames.filter((name) => span!.attributes[name] !== undefined);
    expect(recorded).toContain('gen_ai.input.messages');
    expect(recorded).toContain('gen_ai.output.messages');
    for (const name of recorded) {
      const json = span!.attributes[name] as string;
      expect(Buffer.byteLength(json)).toBeLessThanOrEqual(contentMaxBytes);
      const value: unknown = JSON.parse(json);
      expectValidContent(name, value);
      expect(event!.attributes[name]).toEqual(value);
      for (const text of readTexts(value)) {
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toContain('\uFFFD');
      }
    }
    expect(span!.attributes['tokenspan.content.truncated']).toBe(true);
    expect(event!.attributes['tokenspan.content.truncated']).toBe(true);
    if (contentMaxBytes < 2048) return;
    // What there is room for is used, and every message is there.
    const output = span!.attributes['gen_ai.output.messages'] as string;
    expect(Buffer.byteLength(output)).toBeGreaterThan(contentMaxBytes * 0.9);
    expect(output).toContain('answer a');
    const input = span!.attributes['gen_ai.input.messages'] as string;
    for (const said of ['user', 'argument', 'result'] as const) {
      if (subject.carries.includes(said)) expect(input).toContain(`${said} a`);
    }
  });

  it('keeps whole what fits, whatever else is cut', async () => {
    const config = { captureMessageContent: true, contentMaxBytes: 2048 } as const;
    for (const [, subject, stream] of calls.slice(0, 2)) {
      await using recording = await startRecording({ config });
      await subject.call(recording.provider, { ...texts, user: 'short', argument: 'shorter' }, stream);
      const [span] = await recording.tracing.waitForLlmSpans(1);
      const input = span!.attributes['gen_ai.input.messages'] as string;
      expect(input).toContain('{"type":"text","content":"short"}');
      expect(input).toContain('"arguments":{"city":"shorter"}');
    }
  });

  it('stays below the length at which the SDK itself cuts attributes', async () => {
    process.env['OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT'] = '300';
    try {
      await using recording = await startRecording({ config: { captureMessageContent: true } });
      const [, subject, stream] = calls[1]!;
      await subject.call(recording.provider, texts, stream);
      const [span] = await recording.tracing.waitForLlmSpans(1);
      for (const name of contentNames.filter((name) => span!.attributes[name] !== undefined)) {
        expectValidContent(name, JSON.parse(span!.attributes[name] as string));
      }
    } finally {
      delete process.env['OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT'];
    }
  });
});
