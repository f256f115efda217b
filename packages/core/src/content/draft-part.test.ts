import type { Part } from '@tokenspan/streams';
import { describe, expect, it } from 'vitest';
import { draftPart } from './draft-part.ts';
import { fitList } from './fit-content.ts';

const cases: [Part, object][] = [
  [
    { type: 'text', text: 'Hi', citations: [{ url: 'x' }] },
    { type: 'text', content: 'Hi' },
  ],
  [
    { type: 'reasoning', text: 'Hm' },
    { type: 'reasoning', content: 'Hm' },
  ],
  [
    { type: 'reasoning', text: '', redacted: true },
    { type: 'reasoning', redacted: true, content: '' },
  ],
  [
    { type: 'tool_call', id: '1', name: 'f', arguments: { a: [1] } },
    { type: 'tool_call', id: '1', name: 'f', arguments: { a: [1] } },
  ],
  [
    { type: 'tool_call', name: 'f', arguments: {} },
    { type: 'tool_call', name: 'f', arguments: {} },
  ],
  [
    { type: 'tool_call_response', id: '1', response: { ok: true } },
    { type: 'tool_call_response', id: '1', response: { ok: true } },
  ],
  [
    { type: 'server_tool_call', id: '1', name: 'web_search', arguments: { query: 'q' } },
    {
      type: 'server_tool_call',
      id: '1',
      name: 'web_search',
      server_tool_call: { type: 'web_search', arguments: { query: 'q' } },
    },
  ],
  [
    { type: 'server_tool_call_response', id: '1', name: 'web_search_tool_result', response: [{ url: 'u' }] },
    {
      type: 'server_tool_call_response',
      id: '1',
      server_tool_call_response: { type: 'web_search_tool_result', response: [{ url: 'u' }] },
    },
  ],
  [{ type: 'compaction' }, { type: 'compaction' }],
  [
    { type: 'compaction', text: 'so far' },
    { type: 'compaction', content: 'so far' },
  ],
  [
    { type: 'blob', modality: 'image', mimeType: 'image/png', content: 'QUJD' },
    { type: 'blob', modality: 'image', mime_type: 'image/png', content: 'QUJD' },
  ],
  [
    { type: 'file', modality: 'document', fileId: 'file_1' },
    { type: 'file', modality: 'document', file_id: 'file_1' },
  ],
  [
    { type: 'uri', modality: 'video', uri: 'gs://a/b' },
    { type: 'uri', modality: 'video', uri: 'gs://a/b' },
  ],
  [
    { type: 'other', name: 'search_result', value: { title: 't' } },
    { type: 'search_result', value: { title: 't' } },
  ],
  [{ type: 'other', name: 'unknown', value: undefined }, { type: 'unknown' }],
  // A block of the provider's must not pass for a part of the schemas.
  [
    { type: 'other', name: 'text', value: 1 },
    { type: 'other_text', value: 1 },
  ],
];

describe('draftPart', () => {
  it.each(cases)('%j', (part, expected) => {
    expect(fitList([draftPart(part, 1000)], 1000)).toEqual({ value: [expected], truncated: false });
  });

  it('makes something valid of what a hook made up', () => {
    const made = [
      { type: 'text' },
      { type: 'mine', secret: 1 },
      { type: 'uri', uri: 7 },
    ] as unknown as Part[];
    expect(
      fitList(
        made.map((part) => draftPart(part, 1000)),
        1000,
      ).value,
    ).toEqual([{ type: 'text', content: '' }, { type: 'mine' }, { type: 'uri', modality: '', uri: '' }]);
  });

  it("gives copies: nothing of the caller's own object is held", () => {
    const response = { nested: { list: [1, 2] } };
    const { value } = fitList([draftPart({ type: 'tool_call_response', response }, 1000)], 1000);
    response.nested.list.push(3);
    expect(value).toEqual([{ type: 'tool_call_response', response: { nested: { list: [1, 2] } } }]);
  });
});
