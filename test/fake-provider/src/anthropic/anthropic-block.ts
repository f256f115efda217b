import type { JsonObject } from '../received-request.ts';

/** Text; as an array it is the list of deltas. */
export type Fragments = string | readonly string[];

/** A text block. `citations` are whole citation objects, each sent as one `citations_delta`. */
export interface TextBlock {
  readonly type: 'text';
  readonly text: Fragments;
  readonly citations?: readonly JsonObject[];
}

/** A thinking block. The signature is made up when it is not given. */
export interface ThinkingBlock {
  readonly type: 'thinking';
  readonly thinking: Fragments;
  readonly signature?: string;
}

/** A call of a tool, by the caller's program or by the provider. The id is made up when it is not given. */
export interface ToolCallBlock {
  readonly type: 'tool_use' | 'server_tool_use' | 'mcp_tool_use';
  readonly name: string;
  readonly input: JsonObject;
  readonly id?: string;
  readonly server_name?: string;
}

/** A compaction (beta): a summary of the conversation so far, null when it failed. */
export interface CompactionBlock {
  readonly type: 'compaction';
  readonly content: string | null;
  readonly encrypted_content?: string | null;
}

/** A block that the API sends whole in its `content_block_start`, without deltas. */
export interface WholeBlock {
  readonly type:
    | 'redacted_thinking'
    | 'web_search_tool_result'
    | 'web_fetch_tool_result'
    | 'code_execution_tool_result'
    | 'bash_code_execution_tool_result'
    | 'text_editor_code_execution_tool_result'
    | 'tool_search_tool_result'
    | 'mcp_tool_result'
    | 'container_upload';
  readonly [field: string]: unknown;
}

/** A content block in the API's own shape, with what is tedious left out. */
export type AnthropicBlock = TextBlock | ThinkingBlock | ToolCallBlock | CompactionBlock | WholeBlock;

export interface WebSearchResult {
  readonly url: string;
  readonly title: string;
  readonly page_age?: string | null;
}

/** The two blocks of one web search that the provider made: the call and its results. */
export function webSearchBlocks(search: {
  readonly query: string;
  readonly results: readonly WebSearchResult[];
  readonly id?: string;
}): [ToolCallBlock, WholeBlock] {
  const id = search.id ?? 'srvtoolu_01FakeProviderWebSearch';
  return [
    { type: 'server_tool_use', id, name: 'web_search', input: { query: search.query } },
    {
      type: 'web_search_tool_result',
      tool_use_id: id,
      caller: { type: 'direct' },
      content: search.results.map((result) => ({
        type: 'web_search_result',
        title: result.title,
        url: result.url,
        encrypted_content: 'RmFrZVByb3ZpZGVyRW5jcnlwdGVkQ29udGVudA==',
        page_age: result.page_age ?? null,
      })),
    },
  ];
}
