import { type Fields, readFields, readText } from '../accumulate/read-fields.ts';
import type { Part } from '../model/message.ts';

/**
 * One part of a candidate's content as a neutral part, a new object. Undefined where it says nothing: an empty text that
 * only carries a `thoughtSignature`, or the later pieces of a function call whose arguments are streamed.
 *
 * @see `Part` in `dist/node/node.d.ts` of @google/genai 3.1.0
 */
export function readPart(value: unknown): Part | undefined {
  const part = readFields(value);
  if (!part) return undefined;
  if (typeof part.text === 'string') {
    if (part.text === '') return undefined;
    return { type: part.thought === true ? 'reasoning' : 'text', text: part.text };
  }
  const [name, inner] = findMember(part);
  if (!inner) return undefined;
  switch (name) {
    case 'functionCall': {
      const called = readText(inner.name);
      if (called === undefined) return undefined;
      return { type: 'tool_call', ...readId(inner), name: called, arguments: inner.args ?? {} };
    }
    case 'functionResponse':
      return { type: 'tool_call_response', ...readId(inner), response: inner.response };
    case 'executableCode': {
      const { id: _, ...code } = inner;
      return { type: 'server_tool_call', ...readId(inner), name: 'code_execution', arguments: code };
    }
    case 'toolCall': {
      const type = readText(inner.toolType) ?? name;
      return { type: 'server_tool_call', ...readId(inner), name: type, arguments: inner.args ?? {} };
    }
    case 'codeExecutionResult':
    case 'toolResponse': {
      const { id: _, ...response } = inner;
      return { type: 'server_tool_call_response', ...readId(inner), name, response };
    }
    case 'inlineData':
      return { type: 'blob', ...readMedia(inner), content: readText(inner.data) ?? '' };
    case 'fileData':
      return { type: 'uri', ...readMedia(inner), uri: readText(inner.fileUri) ?? '' };
    default:
      return { type: 'other', name, value: inner };
  }
}

/** What of a function call arrived in pieces (`streamFunctionCallArguments` on Vertex): the texts of its arguments. */
export function readPartialArguments(value: unknown): string {
  const call = readFields(readFields(value)?.functionCall);
  if (!Array.isArray(call?.partialArgs)) return '';
  return call.partialArgs.map((piece) => readText(readFields(piece)?.stringValue) ?? '').join('');
}

/** The member that says what the part is; the others (`thoughtSignature`, `videoMetadata`, …) only qualify it. */
function findMember(part: Fields): [name: string, inner: Fields | undefined] {
  const known = members.find((name) => readFields(part[name]));
  if (known !== undefined) return [known, readFields(part[known])];
  const other = Object.keys(part).find((name) => !qualifiers.has(name) && readFields(part[name]));
  return other === undefined ? ['', undefined] : [other, readFields(part[other])];
}

const members = [
  'functionCall',
  'functionResponse',
  'executableCode',
  'codeExecutionResult',
  'toolCall',
  'toolResponse',
  'inlineData',
  'fileData',
];
const qualifiers = new Set([
  'videoMetadata',
  'partMetadata',
  'mediaResolution',
  'mediaProcessing',
  'speechMetadata',
]);

function readId(fields: Fields): { id?: string } {
  const id = readText(fields.id);
  return id === undefined ? {} : { id };
}

function readMedia(fields: Fields): { modality: string; mimeType?: string } {
  const mimeType = readText(fields.mimeType);
  const kind = mimeType?.split('/')[0] ?? 'unknown';
  const modality = kind === 'application' ? 'document' : kind;
  return { modality, ...(mimeType !== undefined && { mimeType }) };
}
