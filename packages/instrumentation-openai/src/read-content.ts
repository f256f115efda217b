import type { Message, Part, RequestContent, ToolDefinition } from '@tokenspan/streams';
import { readInputItem } from './read-input-item.ts';
import { readList, readParts, readString } from './read-parts.ts';
import { readParameters } from './sdk-types.ts';
import type { Parameters } from './sdk-types.ts';

/**
 * Reads the texts of a request from the arguments of `chat.completions.create`: `ChatCompletionMessageParam`
 * (`resources/chat/completions/completions.d.ts` of openai 7.55.0). The messages of the system stay where they are.
 */
export function readChatContent(args: readonly unknown[]): RequestContent {
  const given = readParameters(args[0]);
  const functions = readList(given['functions']).map((tool) => ({ type: 'function', function: tool }));
  return {
    messages: readList(given['messages']).map(readMessage),
    tools: [...readList(given['tools']), ...functions].map(readTool),
  };
}

/** Reads the prompts from the arguments of the legacy `completions.create`, one message each; token ids are no text. */
export function readCompletionContent(args: readonly unknown[]): RequestContent {
  const { prompt } = readParameters(args[0]);
  const prompts = typeof prompt === 'string' ? [prompt] : readList(prompt);
  return {
    messages: prompts
      .filter((text) => typeof text === 'string')
      .map((text) => ({ role: 'user', parts: readParts(text) })),
  };
}

/** Reads the texts of a request from the arguments of `responses.create` (`resources/responses/responses.d.ts`). */
export function readResponseContent(args: readonly unknown[]): RequestContent {
  const { instructions, input, tools } = readParameters(args[0]);
  const parts = typeof instructions === 'string' ? readParts(instructions) : [];
  const items = typeof input === 'string' ? [{ role: 'user', content: input }] : readList(input);
  return {
    ...(parts.length > 0 && { instructions: parts }),
    messages: items.map(readInputItem),
    tools: readList(tools).map(readTool),
  };
}

function readMessage(value: unknown): Message {
  const message = readParameters(value);
  const role = readString(message['role']);
  const name = readString(message['name']);
  return {
    role: role || 'user',
    parts: role === 'tool' || role === 'function' ? [readResult(message)] : readSaid(message),
    ...(name !== '' && { name }),
  };
}

function readResult(message: Parameters): Part {
  const id = readString(message['tool_call_id']);
  const content = message['content'];
  return { type: 'tool_call_response', ...(id !== '' && { id }), response: content ?? null };
}

function readSaid(message: Parameters): Part[] {
  const refusal = readString(message['refusal']);
  const calls = [...readList(message['tool_calls']).map(readParameters), readLegacyCall(message)];
  return [
    ...readParts(message['content']),
    ...(refusal === '' ? [] : readParts(refusal)),
    ...calls.flatMap((call) => (call ? [readCall(call)] : [])),
  ];
}

function readLegacyCall(message: Parameters): Parameters | undefined {
  const called = message['function_call'];
  return called === undefined || called === null ? undefined : { function: called };
}

function readCall(call: Parameters): Part {
  const id = readString(call['id']);
  const body = readParameters(call['function'] ?? call['custom']);
  const written = body['arguments'] ?? body['input'];
  return {
    type: 'tool_call',
    ...(id !== '' && { id }),
    name: readString(body['name']),
    arguments: call['function'] === undefined ? written : parse(written),
  };
}

function parse(written: unknown): unknown {
  if (typeof written !== 'string') return written ?? {};
  try {
    return JSON.parse(written);
  } catch {
    return { _raw: written };
  }
}

/** Type and name: an MCP server's definition holds its authorization. */
function readTool(value: unknown): ToolDefinition {
  const tool = readParameters(value);
  const type = readString(tool['type']) || 'function';
  const body = readParameters(tool['function'] ?? tool['custom']);
  const name = readString(body['name']) || readString(tool['name']) || readString(tool['server_label']);
  return { type, name: name || type };
}
