import type OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { readChatContent, readCompletionContent, readResponseContent } from './read-content.ts';

const png = 'data:image/png;base64,QUJD';

describe('readChatContent', () => {
  it('reads messages of every role and parts of every kind', () => {
    // Typed by the SDK, so that no shape is made up.
    const messages: OpenAI.ChatCompletionMessageParam[] = [
      { role: 'developer', content: 'Be terse.' },
      {
        role: 'user',
        name: 'ann',
        content: [
          { type: 'text', text: 'Hi' },
          { type: 'image_url', image_url: { url: png } },
          { type: 'image_url', image_url: { url: 'https://example.com/a.png' } },
          { type: 'input_audio', input_audio: { data: 'QUJD', format: 'wav' } },
          { type: 'file', file: { file_id: 'file_1' } },
          { type: 'file', file: { file_data: 'data:application/pdf;base64,QUJD', filename: 'a.pdf' } },
        ],
      },
      {
        role: 'assistant',
        content: [{ type: 'refusal', refusal: 'No.' }],
        tool_calls: [
          { id: '1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } },
          { id: '2', type: 'custom', custom: { name: 'g', input: 'free text' } },
        ],
      },
      { role: 'assistant', function_call: { name: 'f', arguments: '{"a":' } },
      { role: 'tool', tool_call_id: '1', content: 'done' },
      { role: 'function', name: 'f', content: 'done' },
    ];
    expect(readChatContent([{ messages }]).messages).toEqual([
      { role: 'developer', parts: [{ type: 'text', text: 'Be terse.' }] },
      {
        role: 'user',
        name: 'ann',
        parts: [
          { type: 'text', text: 'Hi' },
          { type: 'blob', modality: 'image', mimeType: 'image/png', content: 'QUJD' },
          { type: 'uri', modality: 'image', uri: 'https://example.com/a.png' },
          { type: 'blob', modality: 'audio', mimeType: 'audio/wav', content: 'QUJD' },
          { type: 'file', modality: 'document', fileId: 'file_1' },
          { type: 'blob', modality: 'document', mimeType: 'application/pdf', content: 'QUJD' },
        ],
      },
      {
        role: 'assistant',
        parts: [
          { type: 'text', text: 'No.' },
          { type: 'tool_call', id: '1', name: 'f', arguments: { a: 1 } },
          { type: 'tool_call', id: '2', name: 'g', arguments: 'free text' },
        ],
      },
      { role: 'assistant', parts: [{ type: 'tool_call', name: 'f', arguments: { _raw: '{"a":' } }] },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: '1', response: 'done' }] },
      { role: 'function', name: 'f', parts: [{ type: 'tool_call_response', response: 'done' }] },
    ]);
  });

  it('reads of tools type and name only', () => {
    const tools: OpenAI.ChatCompletionTool[] = [
      { type: 'function', function: { name: 'f', description: 'never recorded', parameters: {} } },
      { type: 'custom', custom: { name: 'g' } },
    ];
    expect(readChatContent([{ tools, functions: [{ name: 'h' }] }]).tools).toEqual([
      { type: 'function', name: 'f' },
      { type: 'custom', name: 'g' },
      { type: 'function', name: 'h' },
    ]);
  });
});

describe('readResponseContent', () => {
  it('reads instructions, and items of every kind as messages', () => {
    const input: OpenAI.Responses.ResponseInputItem[] = [
      { role: 'user', content: 'Hi' },
      {
        type: 'message',
        role: 'user',
        content: [
          { type: 'input_text', text: 'See' },
          { type: 'input_image', image_url: png, detail: 'auto' },
          { type: 'input_file', file_id: 'file_1' },
        ],
      },
      { type: 'function_call', call_id: '1', name: 'f', arguments: '{"a":1}' },
      { type: 'function_call_output', call_id: '1', output: 'done' },
      { type: 'item_reference', id: 'never recorded' },
    ];
    expect(readResponseContent([{ instructions: 'Be terse.', input }])).toEqual({
      instructions: [{ type: 'text', text: 'Be terse.' }],
      messages: [
        { role: 'user', parts: [{ type: 'text', text: 'Hi' }] },
        {
          role: 'user',
          parts: [
            { type: 'text', text: 'See' },
            { type: 'blob', modality: 'image', mimeType: 'image/png', content: 'QUJD' },
            { type: 'file', modality: 'document', fileId: 'file_1' },
          ],
        },
        { role: 'assistant', parts: [{ type: 'tool_call', id: '1', name: 'f', arguments: { a: 1 } }] },
        { role: 'tool', parts: [{ type: 'tool_call_response', id: '1', response: 'done' }] },
        { role: 'assistant', parts: [{ type: 'other', name: 'item_reference', value: undefined }] },
      ],
      tools: [],
    });
  });

  it('takes a text for a message of the user, and names an MCP server by its label', () => {
    const tools: OpenAI.Responses.Tool[] = [
      { type: 'mcp', server_label: 'files', server_url: 'u', authorization: 'never recorded' },
      { type: 'web_search' },
    ];
    expect(readResponseContent([{ input: 'Hi', tools }])).toEqual({
      messages: [{ role: 'user', parts: [{ type: 'text', text: 'Hi' }] }],
      tools: [
        { type: 'mcp', name: 'files' },
        { type: 'web_search', name: 'web_search' },
      ],
    });
  });
});

describe('readCompletionContent', () => {
  it.each([
    ['Hi', ['Hi']],
    [
      ['Hi', 'Ho'],
      ['Hi', 'Ho'],
    ],
    [[1, 2, 3], []],
    [[[1], [2]], []],
  ])('reads the prompts of %j', (prompt, expected) => {
    const { messages } = readCompletionContent([{ prompt }]);
    expect(messages).toEqual(expected.map((text) => ({ role: 'user', parts: [{ type: 'text', text }] })));
  });
});

it.each([[], [null], ['text'], [{ messages: [null, 7, 'x'], input: [null, 7, 'x'], tools: [null] }]])(
  'throws at nothing that a caller may pass: %j',
  (...args) => {
    for (const read of [readChatContent, readResponseContent, readCompletionContent]) {
      expect(read(args)).toHaveProperty('messages');
    }
  },
);
