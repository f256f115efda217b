import { type Fields, readFields, readIndex, readText } from '../accumulate/read-fields.ts';
import { writeJson } from '../accumulate/tool-arguments.ts';

/** A tool call, or a piece of one, as a delta or a message states it. */
export interface CallPiece {
  index?: number;
  id?: string;
  name?: string;
  /** The arguments, or the free text of a custom tool. */
  text: string;
  /** A custom tool takes text, not JSON. */
  custom: boolean;
}

/** Reads the tool calls of a delta or message, and the `function_call` that they replaced. */
export function readCalls(value: unknown): CallPiece[] {
  const fields = readFields(value);
  const calls = Array.isArray(fields?.tool_calls) ? fields.tool_calls : [];
  const pieces = calls.flatMap((call) => readCall(readFields(call)) ?? []);
  const legacy = readFields(fields?.function_call);
  return legacy ? [...pieces, readPiece({ index: 0 }, legacy, false)] : pieces;
}

function readCall(call: Fields | undefined): CallPiece | undefined {
  if (!call) return undefined;
  const custom = readFields(call.custom);
  const body = custom ?? readFields(call.function) ?? {};
  return readPiece(call, body, custom !== undefined);
}

function readPiece(call: Fields, body: Fields, custom: boolean): CallPiece {
  const index = readIndex(call.index);
  const id = readText(call.id);
  const name = readText(body.name);
  const written = custom ? body.input : body.arguments;
  return {
    ...(index !== undefined && { index }),
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    // Some servers send the arguments as the object that they stand for.
    text: typeof written === 'object' && written !== null ? writeJson(written) : (readText(written) ?? ''),
    custom,
  };
}
