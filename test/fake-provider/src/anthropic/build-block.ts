import { deterministicId } from '../deterministic-id.ts';
import type { JsonObject } from '../received-request.ts';
import type { AnthropicBlock, Fragments, ToolCallBlock } from './anthropic-block.ts';

/** The data of one event of a Messages stream; the event's name is its `type`. */
export type AnthropicEvent = JsonObject & { readonly type: string };

/** Both forms of one content block. */
export interface BlockForms {
  /** As it stands in the `content` of a plain answer. */
  readonly body: JsonObject;
  /** `content_block_start`, deltas and `content_block_stop` of a streamed answer. */
  readonly events: readonly AnthropicEvent[];
}

/** Code points per delta where the description does not give the deltas: about the three tokens of the real API. */
const deltaLength = 12;

/** Makes the plain and the streamed form of a content block; `seed` makes the ids that the block leaves out. */
export function buildBlock(block: AnthropicBlock, index: number, seed: string): BlockForms {
  switch (block.type) {
    case 'text': {
      const text = joinFragments(block.text);
      const textDeltas = splitFragments(block.text).map((piece) => ({ type: 'text_delta', text: piece }));
      if (block.citations === undefined) {
        return build(index, { type: 'text', text }, { type: 'text', text: '' }, textDeltas);
      }
      const citations = block.citations.map((citation) => ({ type: 'citations_delta', citation }));
      return build(
        index,
        { type: 'text', text, citations: block.citations },
        { type: 'text', text: '', citations: [] },
        [...textDeltas, ...citations],
      );
    }
    case 'thinking': {
      const signature = block.signature ?? deterministicId('EqoBCkgIBxAB', `${seed} signature ${index}`);
      const body = { type: 'thinking', thinking: joinFragments(block.thinking), signature };
      return build(index, body, { type: 'thinking', thinking: '', signature: '' }, [
        ...splitFragments(block.thinking).map((piece) => ({ type: 'thinking_delta', thinking: piece })),
        { type: 'signature_delta', signature },
      ]);
    }
    case 'tool_use':
    case 'server_tool_use':
    case 'mcp_tool_use':
      return buildToolCall(block, index, seed);
    case 'compaction': {
      const content = { content: block.content, encrypted_content: block.encrypted_content ?? null };
      return build(
        index,
        { type: 'compaction', ...content },
        { type: 'compaction', content: null, encrypted_content: null },
        [{ type: 'compaction_delta', ...content }],
      );
    }
    default:
      return build(index, block, block, []);
  }
}

function buildToolCall(block: ToolCallBlock, index: number, seed: string): BlockForms {
  const prefixes = { tool_use: 'toolu_01', server_tool_use: 'srvtoolu_01', mcp_tool_use: 'mcptoolu_01' };
  const {
    type,
    name,
    input,
    id = deterministicId(prefixes[type], `${seed} tool ${index}`),
    server_name,
  } = block;
  const extra =
    type === 'mcp_tool_use' ? { server_name: server_name ?? 'fake' } : { caller: { type: 'direct' } };
  // The API's first fragment is always empty, and no input at all is no further fragment.
  const json = Object.keys(input).length === 0 ? [] : splitFragments(JSON.stringify(input));
  return build(
    index,
    { type, id, name, input, ...extra },
    { type, id, name, input: {}, ...extra },
    ['', ...json].map((partial_json) => ({ type: 'input_json_delta', partial_json })),
  );
}

function build(
  index: number,
  body: JsonObject,
  start: JsonObject,
  deltas: readonly JsonObject[],
): BlockForms {
  return {
    body,
    events: [
      { type: 'content_block_start', index, content_block: start },
      ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
      { type: 'content_block_stop', index },
    ],
  };
}

function joinFragments(fragments: Fragments): string {
  return typeof fragments === 'string' ? fragments : fragments.join('');
}

function splitFragments(fragments: Fragments): readonly string[] {
  if (typeof fragments !== 'string') return fragments;
  // By code point: half a surrogate pair is nothing that JSON of the real API ever holds.
  const characters = Array.from(fragments);
  const pieces = Math.ceil(characters.length / deltaLength);
  return Array.from({ length: pieces }, (_, piece) =>
    characters.slice(piece * deltaLength, (piece + 1) * deltaLength).join(''),
  );
}
