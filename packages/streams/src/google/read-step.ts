import { type Fields, readFields, readText } from '../accumulate/read-fields.ts';
import type { Part } from '../model/message.ts';

/**
 * The parts of one step of an interaction, of one delta of a step, or of one content of @google/genai 1.x, which all bear
 * the same type names. Signatures and annotations say nothing by themselves.
 *
 * @see `Step` and `StepDeltaData` in `dist/node/node.d.ts` of @google/genai 3.1.0, `ContentDelta` in that of 1.52.0
 */
export function readStep(value: unknown): Part[] {
  const step = readFields(value);
  const type = readText(step?.type);
  if (!step || type === undefined) return [];
  switch (type) {
    case 'model_output':
      return readList(step.content).flatMap(readStep);
    case 'thought':
      return readList(step.summary).flatMap(readSummary);
    case 'thought_summary':
      return readSummary(step.content);
    case 'text':
      return readText(step.text) === undefined ? [] : [{ type: 'text', text: step.text as string }];
    case 'function_call':
      return [{ type: 'tool_call', ...readCall(step, readText(step.name) ?? '') }];
    case 'image':
    case 'audio':
    case 'video':
    case 'document':
      return readMedia(step, type);
    case 'thought_signature':
    case 'text_annotation':
    case 'user_input':
      return [];
    default:
      break;
  }
  if (type.endsWith('_call')) {
    const name = readText(step.name) ?? type.slice(0, -'_call'.length);
    return [{ type: 'server_tool_call', ...readCall(step, name) }];
  }
  if (type.endsWith('_result')) {
    const id = readText(step.call_id);
    const response = step.result;
    return [{ type: 'server_tool_call_response', ...(id !== undefined && { id }), name: type, response }];
  }
  return [];
}

function readSummary(value: unknown): Part[] {
  const text = readText(readFields(value)?.text);
  return text === undefined ? [] : [{ type: 'reasoning', text }];
}

function readCall(step: Fields, name: string): { id?: string; name: string; arguments: unknown } {
  const id = readText(step.id);
  return { ...(id !== undefined && { id }), name, arguments: step.arguments ?? {} };
}

function readMedia(step: Fields, modality: string): Part[] {
  const mimeType = readText(step.mime_type);
  const kind = { modality, ...(mimeType !== undefined && { mimeType }) };
  const uri = readText(step.uri);
  if (uri !== undefined) return [{ type: 'uri', ...kind, uri }];
  const content = readText(step.data);
  return content === undefined ? [] : [{ type: 'blob', ...kind, content }];
}

function readList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
