import { readPart } from '@tokenspan/streams';
import type { Message, Part, RequestContent, ToolDefinition } from '@tokenspan/streams';
import type { ModelParameters } from './sdk-types.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the texts of a request from the parameters of `generateContent`: `ContentListUnion`, `ContentUnion` and `Tool`
 * (`dist/node/node.d.ts` of @google/genai 1.0-3.1). Tool definitions are type and name.
 */
export function readModelContent(parameters: unknown): RequestContent {
  const { contents, config } = readFields(parameters) as ModelParameters;
  const instructions = readMessages(config?.systemInstruction).flatMap(({ parts }) => parts);
  return {
    ...(instructions.length > 0 && { instructions }),
    messages: readMessages(contents),
    tools: readList(config?.tools).flatMap(readTool),
  };
}

/** Contents are messages as they are; texts and parts among them stand for one message of the user, as the SDK sends them. */
function readMessages(contents: unknown): Message[] {
  const messages: Message[] = [];
  let own: Message | undefined;
  for (const value of Array.isArray(contents) ? contents : [contents]) {
    const fields = readFields(value);
    if (Array.isArray(fields['parts'])) {
      own = undefined;
      messages.push({ role: readText(fields['role']) || 'user', parts: fields['parts'].flatMap(readParts) });
    } else {
      const parts = readParts(value);
      if (parts.length === 0) continue;
      if (!own) messages.push((own = { role: 'user', parts: [] }));
      own.parts.push(...parts);
    }
  }
  return messages;
}

function readParts(value: unknown): Part[] {
  if (typeof value === 'string') return [{ type: 'text', text: value }];
  const part = readPart(value);
  if (part?.type !== 'other') return part ? [part] : [];
  // What is not known may hold anything: its type only.
  return [{ type: 'other', name: part.name, value: undefined }];
}

/** One definition for each function that a tool declares; the provider's own tools are members of theirs. */
function readTool(value: unknown): ToolDefinition[] {
  const { functionDeclarations, ...others } = readFields(value);
  const functions = readList(functionDeclarations).map((declared) => ({
    type: 'function',
    name: readText(readFields(declared)['name']),
  }));
  const builtIn = Object.keys(others).filter((name) => isObject(others[name]));
  return [...functions, ...builtIn.map((name) => ({ type: name, name }))];
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function readFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function readList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function readText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
