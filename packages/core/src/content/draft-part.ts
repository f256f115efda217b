import type { Part } from '@tokenspan/streams';
import { makeDataSlot, makeTextSlot, makeValueSlot } from './draft.ts';
import type { Draft, Slot } from './draft.ts';

type Values = Record<string, unknown>;

/** The part types that the conventions' schemas know: a provider's own block must not pass for one of them. */
const schemaTypes = new Set([
  'text',
  'reasoning',
  'tool_call',
  'tool_call_response',
  'server_tool_call',
  'server_tool_call_response',
  'compaction',
  'blob',
  'file',
  'uri',
]);

/**
 * A neutral part in the shape of `gen-ai-input-messages.json` and `gen-ai-output-messages.json` of the GenAI conventions.
 *
 * @param maxBytes more than this of a text is not looked at
 */
export function draftPart(part: Part, maxBytes: number): Draft {
  const { type } = part;
  switch (part.type) {
    case 'text':
      return draftText({ type }, part.text, maxBytes);
    case 'reasoning':
      return draftText({ type, ...(part.redacted && { redacted: true }) }, part.text, maxBytes);
    case 'compaction':
      return part.text === undefined
        ? { value: { type }, slots: [] }
        : draftText({ type }, part.text, maxBytes);
    case 'tool_call': {
      const value = { type, ...readId(part), name: readText(part.name) };
      return { value, slots: makeValueSlot(value, 'arguments', part.arguments, maxBytes, asRaw) };
    }
    case 'tool_call_response': {
      const value = { type, ...readId(part) };
      return { value, slots: makeValueSlot(value, 'response', part.response, maxBytes, asText) };
    }
    case 'server_tool_call': {
      const call: Values = { type: readText(part.name) };
      const value = { type, ...readId(part), name: readText(part.name), server_tool_call: call };
      return { value, slots: makeValueSlot(call, 'arguments', part.arguments, maxBytes, asRaw) };
    }
    case 'server_tool_call_response': {
      const response: Values = { type: readText(part.name) };
      const value = { type, ...readId(part), server_tool_call_response: response };
      return { value, slots: makeValueSlot(response, 'response', part.response, maxBytes, asText) };
    }
    case 'blob': {
      const value = { type, ...readMedia(part) };
      return { value, slots: makeDataSlot(value, 'content', readText(part.content), maxBytes) };
    }
    case 'file':
      return { value: { type, ...readMedia(part), file_id: readText(part.fileId) }, slots: [] };
    case 'uri':
      return { value: { type, ...readMedia(part), uri: readText(part.uri) }, slots: [] };
    case 'other':
      return draftOther(part.name, part.value, maxBytes);
    default:
      // Of a type that `redactContent` made up.
      return draftOther(type, undefined, maxBytes);
  }
}

function draftText(value: Values, text: string, maxBytes: number): Draft {
  return { value, slots: makeTextSlot(value, 'content', readText(text), maxBytes) };
}

function draftOther(name: string, given: unknown, maxBytes: number): Draft {
  const value: Values = { type: schemaTypes.has(name) ? `other_${name}` : readText(name) || 'other' };
  const slots: Slot[] = given === undefined ? [] : makeValueSlot(value, 'value', given, maxBytes, asText);
  return { value, slots };
}

function readId({ id }: { id?: string }): { id?: string } {
  return typeof id === 'string' ? { id } : {};
}

function readMedia({ modality, mimeType }: { modality: string; mimeType?: string }): Values {
  return { modality: readText(modality), ...(typeof mimeType === 'string' && { mime_type: mimeType }) };
}

/** Parts come from hooks too, so a text may be anything. */
function readText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What the accumulators put for arguments that are no JSON. */
function asRaw(text: string): unknown {
  return { _raw: text };
}

function asText(text: string): unknown {
  return text;
}
