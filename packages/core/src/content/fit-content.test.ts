import type { Message, Part } from '@tokenspan/streams';
import { describe, expect, it } from 'vitest';
import { draftPart } from './draft-part.ts';
import { fitList, fitMessages } from './fit-content.ts';
import type { FittedContent } from './fit-content.ts';

function text(content: string): Part {
  return { type: 'text', text: content };
}

function fit(messages: Message[], maxBytes: number, prefer: 'newest' | 'first'): FittedContent {
  const drafts = messages.map(({ role, parts }) => ({
    value: { role, parts: [] },
    parts: parts.map((part) => draftPart(part, maxBytes)),
  }));
  return fitMessages(drafts, maxBytes, prefer);
}

describe('fitMessages', () => {
  it('leaves what fits as it is', () => {
    const messages = [{ role: 'user', parts: [text('Hi')] }];
    const json = '[{"role":"user","parts":[{"type":"text","content":"Hi"}]}]';
    expect(fit(messages, 1000, 'newest')).toEqual({ value: JSON.parse(json) as unknown, truncated: false });
    // The commas are counted too generously by one a list.
    expect(fit(messages, Buffer.byteLength(json) + 2, 'newest').truncated).toBe(false);
  });

  it('cuts the longest texts first, to one length', () => {
    const messages = [
      { role: 'user', parts: [text('a'.repeat(900)), text('short')] },
      { role: 'user', parts: [text('b'.repeat(500))] },
    ];
    const { value, truncated } = fit(messages, 600, 'newest');
    const contents = (value as { parts: { content: string }[] }[]).flatMap(({ parts }) =>
      parts.map(({ content }) => content.length),
    );
    expect(truncated).toBe(true);
    expect(contents[1]).toBe(5);
    expect(Math.abs(contents[0]! - contents[2]!)).toBeLessThanOrEqual(1);
    const bytes = Buffer.byteLength(JSON.stringify(value));
    expect(bytes).toBeLessThanOrEqual(600);
    expect(bytes).toBeGreaterThan(590);
  });

  it('keeps the newest messages of a conversation, in their order', () => {
    const messages = Array.from({ length: 50 }, (_, index) => ({
      role: 'user',
      parts: [text(`message ${index}`)],
    }));
    const { value, truncated } = fit(messages, 200, 'newest');
    expect(truncated).toBe(true);
    const last = [47, 48, 49].map((index) => ({
      role: 'user',
      parts: [{ type: 'text', content: `message ${index}` }],
    }));
    expect(value).toEqual(last);
  });

  it('keeps every choice of an answer as long as can be', () => {
    const messages = ['a', 'b', 'c'].map((letter) => ({
      role: 'assistant',
      parts: [text(letter.repeat(500))],
    }));
    const { value } = fit(messages, 200, 'first');
    expect(value).toHaveLength(3);
    expect(Buffer.byteLength(JSON.stringify(value))).toBeLessThanOrEqual(200);
    expect(fit(messages, 40, 'first').value).toHaveLength(1);
  });

  it('leaves out base64 data that does not fit, and never cuts it', () => {
    const image: Part = {
      type: 'blob',
      modality: 'image',
      mimeType: 'image/png',
      content: 'QUJD'.repeat(100),
    };
    const messages = [{ role: 'user', parts: [image, text('What is this?')] }];
    const cut = JSON.stringify(fit(messages, 300, 'newest').value);
    expect(cut).toContain('"mime_type":"image/png","content":""');
    expect(cut).toContain('What is this?');
    expect(JSON.stringify(fit(messages, 1000, 'newest').value)).toContain('QUJDQUJD');
  });

  it('turns arguments that do not fit into the beginning of their JSON', () => {
    const call: Part = { type: 'tool_call', name: 'f', arguments: { query: 'x'.repeat(500) } };
    const [message] = fit([{ role: 'assistant', parts: [call] }], 200, 'newest').value;
    expect(message!['parts']).toEqual([
      {
        type: 'tool_call',
        name: 'f',
        arguments: { _raw: expect.stringMatching(/^\{"query":"x{20,}$/) as string },
      },
    ]);
  });

  it.each([0, 1, 2, 3, 10, 60, 100])('gives valid JSON with %i bytes', (maxBytes) => {
    const messages = [{ role: 'user', parts: [text('世界'.repeat(50)), text('more')] }];
    const { value, truncated } = fit(messages, maxBytes, 'newest');
    expect(Array.isArray(value)).toBe(true);
    expect(truncated).toBe(true);
    expect(Buffer.byteLength(JSON.stringify(value))).toBeLessThanOrEqual(Math.max(maxBytes, 2));
  });

  it('takes a value that JSON cannot hold for null', () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    const parts = [circular, 1n, undefined].map((response): Part => ({
      type: 'tool_call_response',
      response,
    }));
    const drafts = parts.map((part) => draftPart(part, 1000));
    expect(fitList(drafts, 1000).value).toEqual(
      parts.map(() => ({ type: 'tool_call_response', response: null })),
    );
  });
});
