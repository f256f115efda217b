import { readOutputItem } from '@tokenspan/streams';
import type { Message, Part } from '@tokenspan/streams';
import { readParts, readString } from './read-parts.ts';
import { readParameters } from './sdk-types.ts';
import type { Parameters } from './sdk-types.ts';

/**
 * One item of the input of a response as a message: what the program or its user said keeps its role, what the model wrote
 * before is the assistant's, what a tool of the program gave back is the tool's.
 *
 * @see `ResponseInputItem` in `resources/responses/responses.d.ts` of openai 7.55.0
 */
export function readInputItem(value: unknown): Message {
  const item = readParameters(value);
  const role = readString(item['role']);
  const type = readString(item['type']);
  if (role !== '') return { role, parts: readParts(item['content']) };
  if (type.endsWith('_output')) return { role: 'tool', parts: [readResult(item)] };
  return { role: 'assistant', parts: readOutputItem(item).map(withoutUnknown) };
}

function readResult(item: Parameters): Part {
  const id = readString(item['call_id']);
  return { type: 'tool_call_response', ...(id !== '' && { id }), response: item['output'] ?? null };
}

/** What is not known may hold anything, tool definitions with their tokens too: its type only. */
function withoutUnknown(part: Part): Part {
  return part.type === 'other' ? { type: 'other', name: part.name, value: undefined } : part;
}
