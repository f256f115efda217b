import { keepPart } from '../accumulate/keep-part.ts';
import { readFields, readIndex, readText } from '../accumulate/read-fields.ts';
import type { Fields } from '../accumulate/read-fields.ts';
import { type TextKeeper, createTextKeeper } from '../accumulate/text-keeper.ts';
import { parseArguments } from '../accumulate/tool-arguments.ts';
import type { Part } from '../model/message.ts';
import { readOutputItem } from './read-output-item.ts';

interface Item {
  type: string;
  /** As the item was announced: with its ids and names, mostly without its texts. */
  parts: Part[];
  /** What the deltas said, one text per part of the item. */
  texts: Map<string, string>;
  cut: boolean;
}

// No real answer comes near; it only keeps a stream of empty items, which no byte limit sees, from growing.
const maxItems = 10_000;

/** The output items of one stream while they are written, within the bytes that may be kept: needed of a cut stream only. */
export class OutputItems {
  readonly #items = new Map<number, Item>();
  readonly #keeper: TextKeeper;

  /** @param maxBytes UTF-8 bytes of text kept at most; without it there is no limit. */
  constructor(maxBytes: number | undefined) {
    this.#keeper = createTextKeeper(maxBytes);
  }

  /** An item begins, or is there whole. What its deltas said already is not kept again. */
  put(outputIndex: unknown, value: unknown): void {
    const index = readIndex(outputIndex);
    const type = readText(readFields(value)?.type);
    if (index === undefined || type === undefined) return;
    const known = this.#items.get(index);
    if (known && known.texts.size > 0) return;
    if (!known && this.#items.size >= maxItems) return;
    const parts = readOutputItem(value).map((part) => keepPart(part, this.#keeper));
    this.#items.set(index, { type, parts, texts: new Map(), cut: false });
  }

  /** A delta of an item. */
  append(event: Fields, delta: string): void {
    const index = readIndex(event.output_index);
    const item = index === undefined ? undefined : this.#items.get(index);
    if (!item) return;
    const key = `${readIndex(event.summary_index) ?? ''}/${readIndex(event.content_index) ?? ''}`;
    const kept = this.#keeper.keepText(delta);
    if (item.texts.size < maxItems || item.texts.has(key)) {
      item.texts.set(key, (item.texts.get(key) ?? '') + kept);
    }
    item.cut ||= kept.length < delta.length;
  }

  /** The parts in the order of their items, as far as they have come, as new objects. */
  parts(): Part[] {
    const byIndex = [...this.#items].toSorted(([left], [right]) => left - right);
    return byIndex.flatMap(([, item]) => writeParts(item));
  }
}

function writeParts({ type, parts, texts, cut }: Item): Part[] {
  if (texts.size === 0) return parts.map((part) => ({ ...part }));
  const written = [...texts.values()];
  if (type === 'message') return written.map((text) => ({ type: 'text', text }));
  if (type === 'reasoning') return written.map((text) => ({ type: 'reasoning', text }));
  const text = written.join('');
  const [call, ...rest] = parts;
  if (call?.type !== 'tool_call' && call?.type !== 'server_tool_call') return parts;
  const isText = type === 'custom_tool_call' || type === 'code_interpreter_call';
  return [{ ...call, arguments: cut ? { _raw: text } : isText ? text : parseArguments(text) }, ...rest];
}
