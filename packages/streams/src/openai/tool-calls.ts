import type { TextKeeper } from '../accumulate/text-keeper.ts';
import { parseArguments } from '../accumulate/tool-arguments.ts';
import type { ToolCallPart } from '../model/message.ts';
import type { CallPiece } from './read-call.ts';

interface Call {
  index: number | undefined;
  id: string | undefined;
  name: string;
  text: string;
  cut: boolean;
  custom: boolean;
}

// No real answer comes near; it only keeps a stream of empty calls, which no byte limit sees, from growing.
const maxCalls = 10_000;

/** The tool calls of one choice while they are written, within the bytes that may be kept. */
export class ToolCalls {
  readonly #calls: Call[] = [];
  readonly #keeper: TextKeeper;

  constructor(keeper: TextKeeper) {
    this.#keeper = keeper;
  }

  append(piece: CallPiece): void {
    const call = this.#find(piece) ?? this.#open(piece);
    if (!call) return;
    call.id ??= piece.id;
    if (call.name === '') call.name = piece.name ?? '';
    const kept = this.#keeper.keepText(piece.text);
    call.text += kept;
    call.cut ||= kept.length < piece.text.length;
  }

  /** The calls in the order in which they began, as far as they have come, as new objects. */
  parts(): ToolCallPart[] {
    return this.#calls.map(({ id, name, text, cut, custom }) => ({
      type: 'tool_call',
      ...(id !== undefined && { id }),
      name,
      arguments: cut ? { _raw: text } : custom ? text : parseArguments(text),
    }));
  }

  /**
   * The call that this piece goes on with: the last of its index, unless it bears another id, as some services number
   * all calls 0. Without an index: the one of its id, or the last one when it has neither id nor name.
   */
  #find({ index, id, name }: CallPiece): Call | undefined {
    if (index !== undefined) {
      const call = this.#calls.findLast((candidate) => candidate.index === index);
      return id !== undefined && call?.id !== undefined && call.id !== id ? undefined : call;
    }
    if (id !== undefined) return this.#calls.find((candidate) => candidate.id === id);
    return name === undefined ? this.#calls.at(-1) : undefined;
  }

  #open({ index, id, custom }: CallPiece): Call | undefined {
    if (this.#calls.length >= maxCalls) return undefined;
    const call: Call = { index, id, name: '', text: '', cut: false, custom };
    this.#calls.push(call);
    return call;
  }
}
