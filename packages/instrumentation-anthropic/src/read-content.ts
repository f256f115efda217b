import { readBlock } from '@tokenspan/streams';
import type { Message, Part, RequestContent, ToolDefinition } from '@tokenspan/streams';
import { readSource } from './read-source.ts';
import type { MessageParameters } from './sdk-types.ts';

type Block = Readonly<Record<string, unknown>>;

/**
 * Reads the texts of a request from the parameters of `messages.create`: `MessageCreateParams`
 * (`resources/messages/messages.d.ts`, `resources/beta/messages/messages.d.ts` of @anthropic-ai/sdk 1.11.0). Tool definitions
 * are type and name: an MCP server's hold its authorization token.
 */
export function readMessageContent(parameters: unknown): RequestContent {
  const { system, messages, tools } = readObject(parameters) as MessageParameters;
  const instructions = readParts(system);
  return {
    ...(instructions.length > 0 && { instructions }),
    messages: readList(messages).map(readMessage),
    tools: readList(tools).flatMap(readTool),
  };
}

/** Reads the prompt from the parameters of the legacy `completions.create`. */
export function readPromptContent(parameters: unknown): RequestContent {
  const { prompt } = readObject(parameters);
  return { messages: [{ role: 'user', parts: readParts(prompt) }] };
}

function readMessage(value: unknown): Message {
  const { role, content } = readObject(value);
  // The provider's own role: a tool result stays in the message of the user.
  return { role: readText(role) || 'user', parts: readParts(content) };
}

function readParts(content: unknown): Part[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return readList(content).flatMap((block) => readRequestBlock(readObject(block)));
}

/** One block of a request; most of them are blocks that an answer had. */
function readRequestBlock(block: Block): Part[] {
  switch (block['type']) {
    case 'image':
      return readSource('image', block['source'], readParts);
    case 'document':
      return readSource('document', block['source'], readParts);
    case 'search_result': {
      const { title, source, content } = block;
      return [{ type: 'other', name: 'search_result', value: { title, source, content } }];
    }
    case 'tool_result': {
      const id = readText(block['tool_use_id']);
      return [{ type: 'tool_call_response', ...(id !== '' && { id }), response: block['content'] ?? null }];
    }
    default: {
      const part = readBlock(block);
      if (part?.type !== 'other') return part ? [part] : [];
      // What is not known may hold anything, tool definitions with their tokens too.
      return [{ type: 'other', name: part.name, value: undefined }];
    }
  }
}

/** Tools without a type are the caller's own; without a name, those of an MCP server that has one. */
function readTool(value: unknown): ToolDefinition[] {
  const tool = readObject(value);
  const type = readText(tool['type']) || 'custom';
  const name = readText(tool['name']) || readText(tool['mcp_server_name']);
  return [{ type: type === 'custom' ? 'function' : type, name: name || type }];
}

function readObject(value: unknown): Block {
  return typeof value === 'object' && value !== null ? (value as Block) : {};
}

function readList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function readText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
