import { keepPart } from '../accumulate/keep-part.ts';
import { type Fields, readText } from '../accumulate/read-fields.ts';
import { type TextKeeper, createTextKeeper } from '../accumulate/text-keeper.ts';
import { parseArguments } from '../accumulate/tool-arguments.ts';
import type { Part } from '../model/message.ts';

interface Block {
  part: Part;
  /** The JSON of a tool call so far; the API sends it in fragments that are no JSON by themselves. */
  json: string;
  /** Whether some of the JSON was not kept: what is left of it may parse, but to something that the model did not write. */
  cut: boolean;
}

// No real answer comes near; it only keeps a stream of empty blocks, which no byte limit sees, from growing.
const maxBlocks = 10_000;

/** The content blocks of one stream while they are written, within the bytes that may be kept. */
export class ContentBlocks {
  readonly #blocks = new Map<number, Block>();
  readonly #stopped = new Set<number>();
  readonly #keeper: TextKeeper;

  /** @param maxBytes UTF-8 bytes of text kept at most; without it there is no limit. */
  constructor(maxBytes: number | undefined) {
    this.#keeper = createTextKeeper(maxBytes);
  }

  /** A block begins. A second one of the same index takes the place of the first, one without an index is skipped. */
  start(index: number | undefined, part: Part): void {
    if (index === undefined) return;
    if (this.#blocks.size >= maxBlocks && !this.#blocks.has(index)) return;
    this.#blocks.set(index, { part: keepPart(part, this.#keeper), json: '', cut: false });
    this.#stopped.delete(index);
  }

  /** A delta for a block that is being written; one that does not fit the block's type is skipped, as the SDK does. */
  append(index: number | undefined, delta: Fields): void {
    const block = this.#find(index);
    if (!block) return;
    const { part } = block;
    if (part.type === 'text') {
      if (delta.type === 'text_delta') part.text += this.#keep(delta.text);
      if (delta.type === 'citations_delta') {
        const citation = this.#keeper.keepValue(delta.citation);
        if (citation !== undefined) (part.citations ??= []).push(citation);
      }
    } else if (part.type === 'reasoning') {
      if (delta.type === 'thinking_delta') part.text += this.#keep(delta.thinking);
    } else if (part.type === 'compaction') {
      // The delta brings the whole summary; null means that the compaction failed.
      if (delta.type === 'compaction_delta') block.part = compaction(delta.content, this.#keeper);
    } else if (isCall(part) && delta.type === 'input_json_delta') {
      const fragment = readText(delta.partial_json) ?? '';
      const kept = this.#keeper.keepText(fragment);
      block.json += kept;
      block.cut ||= kept.length < fragment.length;
    }
  }

  /** A block ends: the JSON of a tool call is parsed, this once. */
  stop(index: number | undefined): void {
    const block = this.#find(index);
    if (index === undefined || !block) return;
    this.#stopped.add(index);
    const { part, json, cut } = block;
    if (!isCall(part)) return;
    if (cut) part.arguments = { _raw: json };
    else if (json !== '') part.arguments = parseArguments(json);
    block.json = '';
  }

  /** The blocks in index order, as far as they have come, as new objects. */
  parts(): Part[] {
    const byIndex = [...this.#blocks].toSorted(([left], [right]) => left - right);
    return byIndex.map(([index, block]) => copyPart(block, this.#stopped.has(index)));
  }

  #find(index: number | undefined): Block | undefined {
    return index === undefined || this.#stopped.has(index) ? undefined : this.#blocks.get(index);
  }

  #keep(value: unknown): string {
    return this.#keeper.keepText(readText(value) ?? '');
  }
}

function isCall(part: Part): part is Extract<Part, { arguments: unknown }> {
  return part.type === 'tool_call' || part.type === 'server_tool_call';
}

function compaction(content: unknown, keeper: TextKeeper): Part {
  return { type: 'compaction', ...(typeof content === 'string' && { text: keeper.keepText(content) }) };
}

function copyPart({ part, json, cut }: Block, stopped: boolean): Part {
  if (isCall(part) && !stopped && (json !== '' || cut)) return { ...part, arguments: { _raw: json } };
  if (part.type === 'text' && part.citations) return { ...part, citations: [...part.citations] };
  return { ...part };
}
