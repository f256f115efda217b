import type { Content, ContentListUnion, Tool } from '@google/genai';
import { describe, expect, it } from 'vitest';
import { readModelContent } from './read-content.ts';
import { readInteractionContent } from './read-interaction-content.ts';

const hi = { role: 'user', parts: [{ type: 'text', text: 'Hi' }] };

describe('readModelContent', () => {
  it.each<[ContentListUnion, unknown[]]>([
    ['Hi', [hi]],
    [['Hi'], [hi]],
    [{ text: 'Hi' }, [hi]],
    [{ parts: [{ text: 'Hi' }] }, [hi]],
    [
      ['Hi', { inlineData: { mimeType: 'image/png', data: 'QUJD' } }],
      [
        {
          role: 'user',
          parts: [
            { type: 'text', text: 'Hi' },
            { type: 'blob', modality: 'image', mimeType: 'image/png', content: 'QUJD' },
          ],
        },
      ],
    ],
  ])('reads contents as the SDK sends them: %j', (contents, messages) => {
    expect(readModelContent({ contents }).messages).toEqual(messages);
  });

  it('reads messages of both roles and parts of every kind', () => {
    const contents: Content[] = [
      { role: 'user', parts: [{ text: 'Hi' }, { fileData: { mimeType: 'video/mp4', fileUri: 'gs://a/b' } }] },
      {
        role: 'model',
        parts: [{ text: 'Hm', thought: true }, { functionCall: { id: '1', name: 'f', args: { a: 1 } } }],
      },
      { role: 'user', parts: [{ functionResponse: { id: '1', name: 'f', response: { output: 'done' } } }] },
    ];
    expect(readModelContent({ contents }).messages).toEqual([
      {
        role: 'user',
        parts: [
          { type: 'text', text: 'Hi' },
          { type: 'uri', modality: 'video', mimeType: 'video/mp4', uri: 'gs://a/b' },
        ],
      },
      {
        role: 'model',
        parts: [
          { type: 'reasoning', text: 'Hm' },
          { type: 'tool_call', id: '1', name: 'f', arguments: { a: 1 } },
        ],
      },
      { role: 'user', parts: [{ type: 'tool_call_response', id: '1', response: { output: 'done' } }] },
    ]);
  });

  it('reads instructions, and of tools type and name only', () => {
    const tools: Tool[] = [
      { functionDeclarations: [{ name: 'f', description: 'never recorded' }, { name: 'g' }] },
      { googleSearch: {} },
    ];
    for (const systemInstruction of [
      'Be terse.',
      { parts: [{ text: 'Be terse.' }] },
      [{ text: 'Be terse.' }],
    ]) {
      expect(readModelContent({ contents: 'Hi', config: { systemInstruction, tools } })).toEqual({
        instructions: [{ type: 'text', text: 'Be terse.' }],
        messages: [hi],
        tools: [
          { type: 'function', name: 'f' },
          { type: 'function', name: 'g' },
          { type: 'googleSearch', name: 'googleSearch' },
        ],
      });
    }
  });
});

describe('readInteractionContent', () => {
  it.each([
    ['Hi', [hi]],
    [[{ type: 'text', text: 'Hi' }], [hi]],
    [{ type: 'text', text: 'Hi' }, [hi]],
    [[{ role: 'user', content: 'Hi' }], [hi]],
    [[{ type: 'user_input', content: [{ type: 'text', text: 'Hi' }] }], [hi]],
    [
      [
        { type: 'function_call', id: '1', name: 'f', arguments: { a: 1 } },
        { type: 'function_result', call_id: '1', result: 'done' },
      ],
      [
        { role: 'model', parts: [{ type: 'tool_call', id: '1', name: 'f', arguments: { a: 1 } }] },
        { role: 'user', parts: [{ type: 'tool_call_response', id: '1', response: 'done' }] },
      ],
    ],
  ])('reads %j', (input, messages) => {
    expect(readInteractionContent({ input, system_instruction: 'Be terse.' })).toEqual({
      instructions: [{ type: 'text', text: 'Be terse.' }],
      messages,
      tools: [],
    });
  });
});

it.each([undefined, null, 'text', { contents: [null, 7], input: [null, 7], config: { tools: [null, 7] } }])(
  'throws at nothing that a caller may pass: %j',
  (parameters) => {
    expect(readModelContent(parameters)).toHaveProperty('messages');
    expect(readInteractionContent(parameters)).toHaveProperty('messages');
  },
);
