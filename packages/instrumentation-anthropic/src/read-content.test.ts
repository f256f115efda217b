import type Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from 'vitest';
import { readMessageContent, readPromptContent } from './read-content.ts';

// Typed by the SDK, so that no shape is made up.
const content: Anthropic.Beta.BetaContentBlockParam[] = [
  { type: 'text', text: 'Hi', cache_control: { type: 'ephemeral' } },
  { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'QUJD' } },
  { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } },
  { type: 'image', source: { type: 'file', file_id: 'file_1' } },
  { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: 'QUJD' } },
  { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'plain' } },
  { type: 'document', source: { type: 'content', content: [{ type: 'text', text: 'inside' }] } },
  { type: 'search_result', title: 't', source: 's', content: [{ type: 'text', text: 'found' }] },
  { type: 'thinking', thinking: 'Hm', signature: 'never recorded' },
  { type: 'redacted_thinking', data: 'never recorded' },
  { type: 'tool_use', id: 'toolu_1', name: 'f', input: { a: 1 } },
  { type: 'tool_result', tool_use_id: 'toolu_1', content: 'done' },
  { type: 'tool_result', tool_use_id: 'toolu_2' },
  { type: 'server_tool_use', id: 'srv_1', name: 'web_search', input: { query: 'q' } },
  { type: 'container_upload', file_id: 'file_2' },
];

describe('readMessageContent', () => {
  it('reads every kind of block that a request may have', () => {
    const { messages } = readMessageContent({ messages: [{ role: 'user', content }] });
    expect(messages).toEqual([
      {
        role: 'user',
        parts: [
          { type: 'text', text: 'Hi' },
          { type: 'blob', modality: 'image', mimeType: 'image/png', content: 'QUJD' },
          { type: 'uri', modality: 'image', uri: 'https://example.com/a.png' },
          { type: 'file', modality: 'image', fileId: 'file_1' },
          { type: 'blob', modality: 'document', mimeType: 'application/pdf', content: 'QUJD' },
          { type: 'text', text: 'plain' },
          { type: 'text', text: 'inside' },
          {
            type: 'other',
            name: 'search_result',
            value: { title: 't', source: 's', content: [{ type: 'text', text: 'found' }] },
          },
          { type: 'reasoning', text: 'Hm' },
          { type: 'reasoning', text: '', redacted: true },
          { type: 'tool_call', id: 'toolu_1', name: 'f', arguments: { a: 1 } },
          { type: 'tool_call_response', id: 'toolu_1', response: 'done' },
          { type: 'tool_call_response', id: 'toolu_2', response: null },
          { type: 'server_tool_call', id: 'srv_1', name: 'web_search', arguments: { query: 'q' } },
          { type: 'file', modality: 'unknown', fileId: 'file_2' },
        ],
      },
    ]);
  });

  it('reads instructions as text or blocks, and of tools type and name only', () => {
    const tools: Anthropic.Beta.BetaToolUnion[] = [
      { name: 'f', description: 'never recorded', input_schema: { type: 'object' } },
      { type: 'web_search_20250305', name: 'web_search' },
      { type: 'mcp_toolset', mcp_server_name: 'files' },
    ];
    const mcp_servers = [{ type: 'url', name: 'files', url: 'u', authorization_token: 'never recorded' }];
    expect(readMessageContent({ system: 'Be terse.', messages: [], tools, mcp_servers })).toEqual({
      instructions: [{ type: 'text', text: 'Be terse.' }],
      messages: [],
      tools: [
        { type: 'function', name: 'f' },
        { type: 'web_search_20250305', name: 'web_search' },
        { type: 'mcp_toolset', name: 'files' },
      ],
    });
    const system = [{ type: 'text', text: 'Be terse.' }];
    expect(readMessageContent({ system }).instructions).toEqual([{ type: 'text', text: 'Be terse.' }]);
  });

  it('tells only the type of a block that it does not know', () => {
    const block = { type: 'tool_addition', tools: [{ authorization_token: 'never recorded' }] };
    const { messages } = readMessageContent({ messages: [{ role: 'system', content: [block] }] });
    expect(messages).toEqual([
      { role: 'system', parts: [{ type: 'other', name: 'tool_addition', value: undefined }] },
    ]);
  });

  it.each([undefined, null, 'text', 7, [], { messages: 'x' }, { messages: [null, 7, { content: [null] }] }])(
    'throws at nothing that a caller may pass: %j',
    (parameters) => {
      expect(readMessageContent(parameters)).toHaveProperty('messages');
    },
  );
});

describe('readPromptContent', () => {
  it('takes the prompt for one message of the user', () => {
    expect(readPromptContent({ prompt: '\n\nHuman: Hi\n\nAssistant:' })).toEqual({
      messages: [{ role: 'user', parts: [{ type: 'text', text: '\n\nHuman: Hi\n\nAssistant:' }] }],
    });
  });
});
