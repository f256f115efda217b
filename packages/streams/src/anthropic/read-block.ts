import { type Fields, readFields, readText } from '../accumulate/read-fields.ts';
import type { Part, ServerToolResponsePart } from '../model/message.ts';

/**
 * One content block of a Messages answer as a neutral part, a new object. Undefined where it is no block at all.
 *
 * @see `BetaContentBlock` in `resources/beta/messages/messages.d.ts` of @anthropic-ai/sdk 1.11.0
 */
export function readBlock(value: unknown): Part | undefined {
  const block = readFields(value);
  const type = readText(block?.type);
  if (!block || type === undefined) return undefined;
  switch (type) {
    case 'text':
      return { type: 'text', text: readString(block.text), ...readCitations(block) };
    case 'thinking':
      return { type: 'reasoning', text: readString(block.thinking) };
    case 'redacted_thinking':
      return { type: 'reasoning', text: '', redacted: true };
    case 'tool_use':
      return { type: 'tool_call', ...readCall(block) };
    case 'server_tool_use':
    case 'mcp_tool_use':
      return { type: 'server_tool_call', ...readCall(block) };
    case 'mcp_tool_result':
      // Only this result states its failure beside the content instead of in it.
      return readResult(block, type, { content: block.content, is_error: block.is_error });
    case 'container_upload':
      // The block does not say what kind of file it is.
      return { type: 'file', modality: 'unknown', fileId: readString(block.file_id) };
    case 'compaction':
      return { type: 'compaction', ...(typeof block.content === 'string' && { text: block.content }) };
    default:
      // All tools that Anthropic runs answer so: web_search_, web_fetch_, code_execution_, bash_code_execution_,
      // text_editor_code_execution_, tool_search_, advisor_tool_result, and those to come.
      if (type.endsWith('_tool_result')) return readResult(block, type, block.content);
      return { type: 'other', name: type, value };
  }
}

function readCall(block: Fields): { id?: string; name: string; arguments: unknown } {
  return { ...readId(block.id), name: readString(block.name), arguments: block.input ?? {} };
}

function readResult(block: Fields, name: string, response: unknown): ServerToolResponsePart {
  return { type: 'server_tool_call_response', ...readId(block.tool_use_id), name, response };
}

function readCitations(block: Fields): { citations?: unknown[] } {
  const { citations } = block;
  return Array.isArray(citations) && citations.length > 0 ? { citations: [...(citations as unknown[])] } : {};
}

function readId(value: unknown): { id?: string } {
  const id = readText(value);
  return id === undefined ? {} : { id };
}

function readString(value: unknown): string {
  return readText(value) ?? '';
}
