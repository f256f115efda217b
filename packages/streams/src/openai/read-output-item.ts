import { type Fields, readFields, readText } from '../accumulate/read-fields.ts';
import { parseArguments } from '../accumulate/tool-arguments.ts';
import type { Part, ServerToolResponsePart, ToolCallPart } from '../model/message.ts';

/** The item types by which the model asks the program to run something, with the field that says what. */
const programCalls = new Map([
  ['function_call', 'arguments'],
  ['custom_tool_call', 'input'],
  ['computer_call', 'action'],
  ['local_shell_call', 'action'],
  ['shell_call', 'action'],
  ['apply_patch_call', 'operation'],
]);

/** Whether the program has to answer this output item: then the model stopped to wait for it. */
export function isProgramCall(item: Fields): boolean {
  const type = readText(item.type);
  // The provider runs a shell of its own; its answer is an item of the same response.
  if (type === 'shell_call') return readFields(item.environment)?.type === 'local';
  return type !== undefined && programCalls.has(type);
}

/**
 * One output item of the Responses API as neutral parts, new objects; none where it is no item at all.
 *
 * @see `ResponseOutputItem` in `resources/responses/responses.d.ts` of openai 7.55.0
 */
export function readOutputItem(value: unknown): Part[] {
  const item = readFields(value);
  const type = readText(item?.type);
  if (!item || type === undefined) return [];
  switch (type) {
    case 'message':
      return readList(item.content).flatMap(readContent);
    case 'reasoning':
      return readReasoning(item);
    case 'web_search_call':
      return [serverCall(item, 'web_search', item.action ?? {})];
    case 'file_search_call':
      return [
        serverCall(item, 'file_search', { queries: item.queries }),
        ...serverResponse(item, 'file_search', item.results),
      ];
    case 'code_interpreter_call':
      return [
        serverCall(item, 'code_interpreter', { code: item.code }),
        ...serverResponse(item, 'code_interpreter', item.outputs),
      ];
    case 'image_generation_call':
      return [serverCall(item, 'image_generation', {}), ...readImage(item.result)];
    case 'mcp_call':
      return [
        serverCall(item, readString(item.name), parseArguments(readString(item.arguments))),
        ...serverResponse(item, readString(item.name), item.error ?? item.output),
      ];
    case 'compaction':
      return [{ type: 'compaction' }];
    default:
      return programCalls.has(type) ? [programCall(item, type)] : [{ type: 'other', name: type, value }];
  }
}

function readContent(value: unknown): Part[] {
  const content = readFields(value);
  if (content?.type === 'refusal') return [{ type: 'text', text: readString(content.refusal) }];
  if (content?.type !== 'output_text') return [];
  const annotations = readList(content.annotations);
  return [
    {
      type: 'text',
      text: readString(content.text),
      ...(annotations.length > 0 && { citations: [...annotations] }),
    },
  ];
}

function readReasoning(item: Fields): Part[] {
  const texts = [...readList(item.summary), ...readList(item.content)].flatMap(
    (part) => readText(readFields(part)?.text) ?? [],
  );
  if (texts.length > 0) return texts.map((text) => ({ type: 'reasoning', text }));
  return readText(item.encrypted_content) === undefined
    ? []
    : [{ type: 'reasoning', text: '', redacted: true }];
}

function programCall(item: Fields, type: string): ToolCallPart {
  const written = item[programCalls.get(type) ?? ''];
  const isJson = type === 'function_call' && typeof written === 'string';
  return {
    type: 'tool_call',
    ...readId(item.call_id ?? item.id),
    name: readText(item.name) ?? type.slice(0, -'_call'.length),
    arguments: isJson ? parseArguments(written) : (written ?? item.actions ?? {}),
  };
}

function serverCall(item: Fields, name: string, args: unknown): Part {
  return { type: 'server_tool_call', ...readId(item.id), name, arguments: args };
}

function serverResponse(item: Fields, name: string, response: unknown): ServerToolResponsePart[] {
  if (response === undefined || response === null) return [];
  return [{ type: 'server_tool_call_response', ...readId(item.id), name, response }];
}

function readImage(result: unknown): Part[] {
  const content = readText(result);
  return content === undefined ? [] : [{ type: 'blob', modality: 'image', content }];
}

function readId(value: unknown): { id?: string } {
  const id = readText(value);
  return id === undefined ? {} : { id };
}

function readList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function readString(value: unknown): string {
  return readText(value) ?? '';
}
