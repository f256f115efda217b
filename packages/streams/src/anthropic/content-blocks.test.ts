import type { BetaRawContentBlockDelta } from '@anthropic-ai/sdk/resources/beta/messages/messages';
import { describe, expect, it, vi } from 'vitest';
import type { CompactionPart, Part, TextPart } from '../model/message.ts';
import { ContentBlocks } from './content-blocks.ts';

const text = (): TextPart => ({ type: 'text', text: '' });
const compaction = (): CompactionPart => ({ type: 'compaction' });
const call = (type: 'tool_call' | 'server_tool_call' = 'tool_call'): Part => ({
  type,
  id: 'toolu_01Mo5Ee5Yb7vrzaxSNS5DVuP',
  name: 'get_weather',
  arguments: {},
});

function write(
  blocks: ContentBlocks,
  index: number | undefined,
  ...deltas: BetaRawContentBlockDelta[]
): void {
  for (const delta of deltas) blocks.append(index, { ...delta });
}

function writeText(blocks: ContentBlocks, index: number | undefined, ...texts: string[]): void {
  write(blocks, index, ...texts.map((text) => ({ type: 'text_delta' as const, text })));
}

function writeJson(blocks: ContentBlocks, index: number, ...fragments: string[]): void {
  write(
    blocks,
    index,
    ...fragments.map((partial_json) => ({ type: 'input_json_delta' as const, partial_json })),
  );
}

describe('ContentBlocks', () => {
  it.each(['tool_call', 'server_tool_call'] as const)(
    'parses the arguments of a %s once, at its stop',
    (type) => {
      const parse = vi.spyOn(JSON, 'parse');
      const blocks = new ContentBlocks(undefined);
      blocks.start(0, call(type));
      // The fragments of recording anthropic/messages-019-stream-tools-parallel.
      writeJson(blocks, 0, '', '{"location', '": ', '"New Y', 'ork, NY"}');
      expect(blocks.parts()).toMatchObject([{ type, arguments: { _raw: '{"location": "New York, NY"}' } }]);
      expect(parse).not.toHaveBeenCalled();
      blocks.stop(0);
      blocks.stop(0);
      blocks.parts();
      expect(parse).toHaveBeenCalledTimes(1);
      parse.mockRestore();
      expect(blocks.parts()).toMatchObject([{ type, arguments: { location: 'New York, NY' } }]);
    },
  );

  it.each([
    ['{} for none', '', {}],
    ['the text of malformed JSON', '{"a": tru', { _raw: '{"a": tru' }],
  ])('gives as arguments %s', (_name, json, expected) => {
    const blocks = new ContentBlocks(undefined);
    blocks.start(0, call());
    writeJson(blocks, 0, json);
    blocks.stop(0);
    expect(blocks.parts()).toMatchObject([{ arguments: expected }]);
  });

  it('does not pass arguments that were cut for what the model wrote, though they parse', () => {
    const blocks = new ContentBlocks(2);
    blocks.start(0, call());
    writeJson(blocks, 0, '12', '34');
    expect(blocks.parts()).toMatchObject([{ arguments: { _raw: '12' } }]);
    blocks.stop(0);
    expect(blocks.parts()).toMatchObject([{ arguments: { _raw: '12' } }]);
  });

  it('puts blocks in index order, also when they are written in turns', () => {
    const blocks = new ContentBlocks(undefined);
    blocks.start(10, call());
    blocks.start(9, text());
    writeJson(blocks, 10, '{"a"');
    writeText(blocks, 9, 'A');
    writeJson(blocks, 10, ':1}');
    blocks.stop(10);
    writeText(blocks, 9, 'B');
    expect(blocks.parts()).toMatchObject([{ text: 'AB' }, { arguments: { a: 1 } }]);
  });

  it('keeps citations as they come, within the limit', () => {
    const citation = {
      type: 'char_location' as const,
      cited_text: 'The grass is green.',
      document_index: 0,
      document_title: 'Example',
      start_char_index: 0,
      end_char_index: 20,
      file_id: null,
    };
    for (const maxBytes of [undefined, 50]) {
      const blocks = new ContentBlocks(maxBytes);
      blocks.start(0, text());
      write(blocks, 0, { type: 'citations_delta', citation });
      writeText(blocks, 0, 'the grass is green');
      const part = { type: 'text', text: 'the grass is green' };
      expect(blocks.parts()).toEqual([maxBytes === undefined ? { ...part, citations: [citation] } : part]);
    }
  });

  it('takes the summary of a compaction whole; without one it failed', () => {
    const blocks = new ContentBlocks(undefined);
    const delta = { type: 'compaction_delta' as const, encrypted_content: null };
    blocks.start(0, compaction());
    write(blocks, 0, { ...delta, content: 'Summary' }, { ...delta, content: 'Summary of the conversation' });
    expect(blocks.parts()).toEqual([{ type: 'compaction', text: 'Summary of the conversation' }]);
    write(blocks, 0, { ...delta, content: null });
    expect(blocks.parts()).toEqual([{ type: 'compaction' }]);
  });

  it('skips malformed deltas: of another block type, an unknown or stopped block, no index', () => {
    const blocks = new ContentBlocks(undefined);
    blocks.start(0, text());
    blocks.start(undefined, text());
    writeJson(blocks, 0, '{}');
    write(blocks, 0, { type: 'thinking_delta', thinking: 'x', estimated_tokens: null });
    writeText(blocks, 5, 'x');
    writeText(blocks, undefined, 'x');
    writeText(blocks, 0, 'A');
    blocks.stop(0);
    blocks.stop(5);
    blocks.stop(undefined);
    writeText(blocks, 0, 'x');
    expect(blocks.parts()).toEqual([{ type: 'text', text: 'A' }]);
  });

  it('does not grow with malformed streams of blocks without end', () => {
    const blocks = new ContentBlocks(100);
    for (let index = 0; index < 20_000; index++) blocks.start(index, text());
    expect(blocks.parts()).toHaveLength(10_000);
  });
});
