import type { Accumulator, AccumulatorOptions } from '../accumulate/accumulator.ts';
import { countBytes } from '../accumulate/count-bytes.ts';
import { countPartBytes } from '../accumulate/count-part-bytes.ts';
import { type Fields, readFields, readIndex, readText } from '../accumulate/read-fields.ts';
import type { Response } from '../model/response.ts';
import { buildResponse } from './build-response.ts';
import { ContentBlocks } from './content-blocks.ts';
import { readBlock } from './read-block.ts';
import { type MessageUsage, mergeStartUsage, mergeUsage } from './read-usage.ts';

/**
 * Folds the events of a streamed Messages answer: `RawMessageStreamEvent` and `BetaRawMessageStreamEvent`
 * (`resources/messages/messages.d.ts`, `resources/beta/messages/messages.d.ts` of @anthropic-ai/sdk 1.11.0), as the SDK's
 * `Stream` yields them. What comes after `message_stop` is ignored.
 */
export function createMessageAccumulator(options?: AccumulatorOptions): Accumulator {
  return new MessageAccumulator(options);
}

class MessageAccumulator implements Accumulator {
  readonly #blocks: ContentBlocks | undefined;
  #id: string | undefined;
  #model: string | undefined;
  #role: string | undefined;
  #stopReason: string | undefined;
  #serviceTier: string | undefined;
  #inferenceGeo: string | undefined;
  #speed: string | undefined;
  #usage: MessageUsage | undefined;
  #outputBytes = 0;
  #terminated = false;

  constructor(options: AccumulatorOptions = {}) {
    this.#blocks = options.content ? new ContentBlocks(options.contentMaxBytes) : undefined;
  }

  get finished(): boolean {
    return this.#stopReason !== undefined;
  }

  get terminated(): boolean {
    return this.#terminated;
  }

  fold(value: unknown): void {
    const event = readFields(value);
    if (!event || this.#terminated) return;
    switch (event.type) {
      case 'message_start':
        this.#startMessage(readFields(event.message));
        break;
      case 'content_block_start':
        this.#startBlock(event.index, readFields(event.content_block));
        break;
      case 'content_block_delta':
        this.#foldBlockDelta(event.index, readFields(event.delta));
        break;
      case 'content_block_stop':
        this.#blocks?.stop(readIndex(event.index));
        break;
      case 'message_delta':
        this.#foldMessageDelta(readFields(event.delta), readFields(event.usage));
        break;
      case 'message_stop':
        this.#terminated = true;
        break;
    }
  }

  response(): Response {
    return buildResponse({
      id: this.#id,
      model: this.#model,
      role: this.#role,
      stopReason: this.#stopReason,
      serviceTier: this.#serviceTier,
      inferenceGeo: this.#inferenceGeo,
      speed: this.#speed,
      usage: this.#usage,
      outputBytes: this.#outputBytes,
      parts: this.#blocks?.parts(),
    });
  }

  #startMessage(message: Fields | undefined): void {
    const usage = readFields(message?.usage);
    this.#id = readText(message?.id) ?? this.#id;
    this.#model = readText(message?.model) ?? this.#model;
    this.#role = readText(message?.role) ?? this.#role;
    this.#readPlace(usage);
    this.#usage = mergeStartUsage(this.#usage, usage);
  }

  #startBlock(index: unknown, block: Fields | undefined): void {
    const part = readBlock(block);
    if (!part) return;
    // The block names the model that writes from here on: lib/BetaMessageStream.js of @anthropic-ai/sdk 1.11.0 takes it so
    // too, and the message of a call that is not streamed bears that model.
    if (block?.type === 'fallback') this.#model = readText(readFields(block.to)?.model) ?? this.#model;
    this.#outputBytes += countPartBytes(part);
    this.#blocks?.start(readIndex(index), part);
  }

  #foldBlockDelta(index: unknown, delta: Fields | undefined): void {
    if (!delta) return;
    const written = readText(readWritten(delta));
    if (written !== undefined) this.#outputBytes += countBytes(written);
    this.#blocks?.append(readIndex(index), delta);
  }

  #foldMessageDelta(delta: Fields | undefined, usage: Fields | undefined): void {
    this.#stopReason = readText(delta?.stop_reason) ?? this.#stopReason;
    this.#readPlace(usage);
    this.#usage = mergeUsage(this.#usage, usage);
  }

  #readPlace(usage: Fields | undefined): void {
    this.#serviceTier = readText(usage?.service_tier) ?? this.#serviceTier;
    this.#inferenceGeo = readText(usage?.inference_geo) ?? this.#inferenceGeo;
    this.#speed = readText(usage?.speed) ?? this.#speed;
  }
}

/** What the model wrote in this delta. A signature is not the model's, a compaction's tokens are not the answer's. */
function readWritten(delta: Fields): unknown {
  switch (delta.type) {
    case 'text_delta':
      return delta.text;
    case 'thinking_delta':
      return delta.thinking;
    case 'input_json_delta':
      return delta.partial_json;
    default:
      return undefined;
  }
}
