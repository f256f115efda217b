import { readStep } from '@tokenspan/streams';
import type { Message, Part, RequestContent, ToolDefinition } from '@tokenspan/streams';
import type { InteractionParameters } from './sdk-types.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the texts of a request from the parameters of `interactions.create`: a text, contents, turns (1.x) or steps (3.x);
 * `CreateModelInteractionParams` in `dist/node/node.d.ts` of @google/genai 1.52.0 and 3.1.0.
 */
export function readInteractionContent(parameters: unknown): RequestContent {
  const { input, system_instruction: instruction, tools } = readFields(parameters) as InteractionParameters;
  return {
    ...(typeof instruction === 'string' && { instructions: readParts(instruction) }),
    messages: (Array.isArray(input) ? input : [input]).map(readItem).filter(({ parts }) => parts.length > 0),
    tools: Array.isArray(tools) ? tools.map(readTool) : [],
  };
}

/** The types of steps that the model made. */
const modelSteps = /^(?:model_output|thought|.*_call|(?!function_).*_result)$/;

function readItem(value: unknown): Message {
  const item = readFields(value);
  const { role, type, content } = item;
  if (typeof role === 'string') return { role, parts: readParts(content) };
  if (type === 'user_input') return { role: 'user', parts: readParts(content) };
  if (type === 'function_result') return { role: 'user', parts: [readResult(item)] };
  return {
    role: typeof type === 'string' && modelSteps.test(type) ? 'model' : 'user',
    parts: readParts(value),
  };
}

function readParts(content: unknown): Part[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return (Array.isArray(content) ? content : [content]).flatMap((value: unknown) => {
    if (typeof value === 'string') return [{ type: 'text' as const, text: value }];
    const fields = readFields(value);
    return fields['type'] === 'function_result' ? [readResult(fields)] : readStep(value);
  });
}

function readResult({ call_id: id, result }: Fields): Part {
  return { type: 'tool_call_response', ...(typeof id === 'string' && { id }), response: result ?? null };
}

function readTool(value: unknown): ToolDefinition {
  const { type, name } = readFields(value);
  const kind = typeof type === 'string' ? type : 'function';
  return { type: kind, name: typeof name === 'string' ? name : kind };
}

function readFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
