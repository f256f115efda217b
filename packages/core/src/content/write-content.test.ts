import { describe, expect, it } from 'vitest';
import { writeRequestContent, writeResponseContent } from './write-content.ts';

const limits = { maxBytes: 1000, redact: undefined };

describe('writeRequestContent', () => {
  it('records of a tool its type and its name, whatever else is known of it', () => {
    const tools = [
      { type: 'function', name: 'f', description: 'never recorded', parameters: { type: 'object' } },
    ];
    expect(writeRequestContent({ messages: [], tools }, limits)).toEqual({
      'gen_ai.tool.definitions': { value: [{ type: 'function', name: 'f' }], truncated: false },
    });
  });

  it('writes nothing for what is not there', () => {
    expect(writeRequestContent({ messages: [], instructions: [], tools: [] }, limits)).toEqual({});
  });
});

describe('writeResponseContent', () => {
  it('has one message for each choice, with its finish reason', () => {
    const output = ['a', 'b'].map((text) => ({
      role: 'assistant',
      parts: [{ type: 'text' as const, text }],
    }));
    const response = { finishReasons: ['stop', 'error'], outputBytes: 2, output };
    expect(writeResponseContent(response, limits)).toEqual({
      'gen_ai.output.messages': {
        value: [
          { role: 'assistant', parts: [{ type: 'text', content: 'a' }], finish_reason: 'stop' },
          { role: 'assistant', parts: [{ type: 'text', content: 'b' }], finish_reason: 'error' },
        ],
        truncated: false,
      },
    });
  });

  it('writes nothing where no output was kept', () => {
    expect(writeResponseContent({ finishReasons: ['stop'], outputBytes: 2 }, limits)).toEqual({});
  });
});
