import type { BetaContentBlock } from '@anthropic-ai/sdk/resources/beta/messages/messages';
import type { ContentBlock } from '@anthropic-ai/sdk/resources/messages/messages';
import { describe, expect, it } from 'vitest';
import type { Part } from '../model/message.ts';
import { readMessage } from './read-message.ts';

// Recording anthropic/messages-001-tools-reasoning, its signature shortened.
const message = {
  model: 'claude-sonnet-4-6',
  id: 'msg_01NuGqPL1JZVKeaShZ54fAQj',
  type: 'message',
  role: 'assistant',
  content: [
    { type: 'thinking', thinking: 'The user wants the weather.', signature: 'EroCCmUIDhgCKkC' },
    { type: 'text', text: "I'll check — now." },
    {
      type: 'tool_use',
      id: 'toolu_01',
      name: 'get_weather',
      input: { location: 'San Francisco' },
      caller: { type: 'direct' },
    },
  ],
  stop_reason: 'tool_use',
  stop_sequence: null,
  stop_details: null,
  usage: {
    input_tokens: 596,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
    output_tokens: 99,
    output_tokens_details: { thinking_tokens: 28 },
    service_tier: 'standard',
    inference_geo: 'global',
  },
};

function partsOf(...content: (ContentBlock | BetaContentBlock | object)[]): Part[] | undefined {
  return readMessage({ ...message, content }, { content: true }).output?.[0]?.parts;
}

describe('readMessage', () => {
  it('gives the whole response', () => {
    expect(readMessage(message, { content: true })).toEqual({
      id: 'msg_01NuGqPL1JZVKeaShZ54fAQj',
      model: 'claude-sonnet-4-6',
      finishReasons: ['tool_call'],
      usage: {
        inputTokens: 596,
        cacheReadTokens: 0,
        cacheWriteTokens: 0,
        cacheWrite5mTokens: 0,
        cacheWrite1hTokens: 0,
        outputTokens: 99,
        reasoningTokens: 28,
      },
      serviceTier: 'standard',
      outputBytes: 27 + 19 + 28,
      output: [
        {
          role: 'assistant',
          parts: [
            { type: 'reasoning', text: 'The user wants the weather.' },
            { type: 'text', text: "I'll check — now." },
            {
              type: 'tool_call',
              id: 'toolu_01',
              name: 'get_weather',
              arguments: { location: 'San Francisco' },
            },
          ],
        },
      ],
    });
  });

  it('keeps no text by default', () => {
    expect(readMessage(message)).not.toHaveProperty('output');
  });

  it('keeps at most contentMaxBytes', () => {
    const { output, outputBytes } = readMessage(message, { content: true, contentMaxBytes: 29 });
    expect(output?.[0]?.parts).toMatchObject([
      { text: 'The user wants the weather.' },
      { text: "I'" },
      { arguments: { _raw: '' } },
    ]);
    expect(outputBytes).toBe(74);
  });

  it('reads redacted thinking without its data', () => {
    // Recording anthropic/messages-002-reasoning-redactedthinking-handmade.
    const block = { type: 'redacted_thinking', data: 'SYNTHETIC_REDACTED_ENCRYPTED_DATA' };
    expect(partsOf(block)).toEqual([{ type: 'reasoning', text: '', redacted: true }]);
  });

  it('reads the calls of tools that the provider runs', () => {
    const caller = { type: 'direct' as const };
    const search: ContentBlock = {
      type: 'server_tool_use',
      id: 'srvtoolu_01',
      name: 'web_search',
      input: { query: 'x' },
      caller,
    };
    const mcp: BetaContentBlock = {
      type: 'mcp_tool_use',
      id: 'mcptoolu_01',
      name: 'echo',
      server_name: 'test',
      input: { a: 1 },
    };
    expect(partsOf(search, mcp)).toEqual([
      { type: 'server_tool_call', id: 'srvtoolu_01', name: 'web_search', arguments: { query: 'x' } },
      { type: 'server_tool_call', id: 'mcptoolu_01', name: 'echo', arguments: { a: 1 } },
    ]);
  });

  const results = [
    'web_search_tool_result',
    'web_fetch_tool_result',
    'code_execution_tool_result',
    'bash_code_execution_tool_result',
    'text_editor_code_execution_tool_result',
    'tool_search_tool_result',
    'advisor_tool_result',
  ] satisfies BetaContentBlock['type'][];

  it.each(results)('reads the result %s, which are no bytes of the model', (type) => {
    const content = { type: `${type}_error`, error_code: 'unavailable' };
    const block = { type, tool_use_id: 'srvtoolu_01', content };
    expect(partsOf(block)).toEqual([
      { type: 'server_tool_call_response', id: 'srvtoolu_01', name: type, response: content },
    ]);
    expect(readMessage({ content: [block] }).outputBytes).toBe(0);
  });

  it('reads a result of an MCP server with its mark of failure', () => {
    const block: BetaContentBlock = {
      type: 'mcp_tool_result',
      tool_use_id: 'mcptoolu_01',
      is_error: true,
      content: 'refused',
    };
    expect(partsOf(block)).toEqual([
      {
        type: 'server_tool_call_response',
        id: 'mcptoolu_01',
        name: 'mcp_tool_result',
        response: { content: 'refused', is_error: true },
      },
    ]);
  });

  it('reads an uploaded file and a compaction', () => {
    const upload: ContentBlock = { type: 'container_upload', file_id: 'file_01' };
    const compaction: BetaContentBlock = { type: 'compaction', content: 'Summary', encrypted_content: null };
    expect(partsOf(upload, compaction, { ...compaction, content: null })).toEqual([
      { type: 'file', modality: 'unknown', fileId: 'file_01' },
      { type: 'compaction', text: 'Summary' },
      { type: 'compaction' },
    ]);
  });

  it('hands blocks of other types on', () => {
    const listing: BetaContentBlock = { type: 'mcp_tool_listing', mcp_server_name: 'test', tools: [] };
    const unknown = { type: 'block_of_tomorrow', value: 1 };
    expect(partsOf(listing, unknown)).toEqual([
      { type: 'other', name: 'mcp_tool_listing', value: listing },
      { type: 'other', name: 'block_of_tomorrow', value: unknown },
    ]);
  });

  it('skips malformed blocks and reads a malformed message as far as it goes', () => {
    expect(partsOf({}, [], { type: 5 }, { type: 'text', text: null })).toEqual([{ type: 'text', text: '' }]);
    for (const value of [null, undefined, 5, 'x', [], {}, { content: 'x', usage: 5 }]) {
      expect(readMessage(value)).toEqual({ finishReasons: ['error'], outputBytes: 0 });
    }
  });
});
