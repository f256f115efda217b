import { describe, expect, it } from 'vitest';
import type { Part } from '../model/message.ts';
import { keepPart } from './keep-part.ts';
import { createTextKeeper } from './text-keeper.ts';

function keep(part: Part, maxBytes?: number): Part {
  return keepPart(part, createTextKeeper(maxBytes));
}

describe('keepPart', () => {
  const parts: Part[] = [
    { type: 'text', text: 'abc', citations: [{ cited_text: 'x' }] },
    { type: 'reasoning', text: 'abc' },
    { type: 'compaction', text: 'abc' },
    { type: 'compaction' },
    { type: 'tool_call', id: 'toolu_1', name: 'get_weather', arguments: { location: 'Paris' } },
    { type: 'server_tool_call', name: 'web_search', arguments: { query: 'x' } },
    { type: 'server_tool_call_response', name: 'web_search_tool_result', response: [{ url: 'x' }] },
    { type: 'tool_call_response', response: 'sunny' },
    { type: 'blob', modality: 'image', content: 'AAAA' },
    { type: 'file', modality: 'image', fileId: 'file_1' },
    { type: 'uri', modality: 'image', uri: 'https://example.com' },
    { type: 'other', name: 'fallback', value: { a: 1 } },
  ];

  it('changes nothing without a limit', () => {
    for (const part of parts) expect(keep(part)).toEqual(part);
  });

  it('keeps no text with a limit of 0, but types, ids and names', () => {
    expect(parts.map((part) => keep(part, 0))).toEqual([
      { type: 'text', text: '' },
      { type: 'reasoning', text: '' },
      { type: 'compaction', text: '' },
      { type: 'compaction' },
      { type: 'tool_call', id: 'toolu_1', name: 'get_weather', arguments: { _raw: '' } },
      { type: 'server_tool_call', name: 'web_search', arguments: { _raw: '' } },
      { type: 'server_tool_call_response', name: 'web_search_tool_result', response: undefined },
      { type: 'tool_call_response', response: undefined },
      { type: 'blob', modality: 'image', content: '' },
      { type: 'file', modality: 'image', fileId: 'file_1' },
      { type: 'uri', modality: 'image', uri: 'https://example.com' },
      { type: 'other', name: 'fallback', value: undefined },
    ]);
  });

  it('shows arguments that were cut as text', () => {
    const call: Part = { type: 'tool_call', name: 'get_weather', arguments: { location: 'Paris' } };
    expect(keep(call, 8)).toEqual({ ...call, arguments: { _raw: '{"locati' } });
  });
});
