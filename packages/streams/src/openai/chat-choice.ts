import { countBytes } from '../accumulate/count-bytes.ts';
import { type Fields, readFields, readText } from '../accumulate/read-fields.ts';
import type { TextKeeper } from '../accumulate/text-keeper.ts';
import type { Message } from '../model/message.ts';
import { mapFinishReason } from './map-finish-reason.ts';
import { readCalls } from './read-call.ts';
import { readWritten } from './read-written.ts';
import { ToolCalls } from './tool-calls.ts';

/** One choice of a chat or text completion while it is written. */
export class ChatChoice {
  readonly #keeper: TextKeeper | undefined;
  readonly #calls: ToolCalls | undefined;
  #role: string | undefined;
  #reasoning = '';
  #text = '';
  #finishReason: string | undefined;

  /** @param keeper gives out the bytes that may be kept; without it no text is. */
  constructor(keeper: TextKeeper | undefined) {
    this.#keeper = keeper;
    this.#calls = keeper && new ToolCalls(keeper);
  }

  get finished(): boolean {
    return this.#finishReason !== undefined;
  }

  get finishReason(): string {
    return mapFinishReason(this.#finishReason);
  }

  /**
   * Folds a choice of a chunk or of a plain answer.
   *
   * @returns UTF-8 bytes that the model wrote in it
   */
  fold(choice: Fields): number {
    const delta = readFields(choice.delta) ?? readFields(choice.message);
    this.#role = readText(delta?.role) ?? this.#role;
    const { reasoning, text } = readWritten(delta);
    const calls = readCalls(delta);
    // Services repeat the reason in a later chunk, with the usage. Together gives one after every tool call, so that one
    // before another call was not the last.
    const reason = readText(choice.finish_reason);
    if (reason !== undefined || calls.length > 0) this.#finishReason = reason;
    // A text completion has its text here. Together repeats it beside the delta.
    const written = delta ? text : (readText(choice.text) ?? '');
    if (this.#keeper) {
      this.#reasoning += this.#keeper.keepText(reasoning);
      this.#text += this.#keeper.keepText(written);
      for (const call of calls) this.#calls?.append(call);
    }
    const callBytes = calls.reduce((bytes, call) => bytes + countBytes(call.text), 0);
    return countBytes(reasoning) + countBytes(written) + callBytes;
  }

  /** The message as far as it has come, as new objects. */
  message(): Message {
    return {
      role: this.#role ?? 'assistant',
      parts: [
        ...(this.#reasoning === '' ? [] : [{ type: 'reasoning' as const, text: this.#reasoning }]),
        ...(this.#text === '' ? [] : [{ type: 'text' as const, text: this.#text }]),
        ...(this.#calls?.parts() ?? []),
      ],
    };
  }
}
