import type { Accumulator, AccumulatorOptions } from '../accumulate/accumulator.ts';
import { countBytes } from '../accumulate/count-bytes.ts';
import { readFields, readText } from '../accumulate/read-fields.ts';
import { type TextKeeper, createTextKeeper } from '../accumulate/text-keeper.ts';
import type { Response } from '../model/response.ts';
import { buildResponse } from './build-response.ts';

/**
 * Folds a streamed answer of the legacy Text Completions API: objects of the type `Completion`, each with the next piece of
 * the text (`resources/completions.d.ts` of @anthropic-ai/sdk 0.36.3 to 0.137.0; gone in 1.x). It never reports usage. The
 * piece with a stop reason is the last one: there is no event that ends such a stream.
 */
export function createTextCompletionAccumulator(options?: AccumulatorOptions): Accumulator {
  return new TextCompletionAccumulator(options);
}

/** The response of a text completion that was not streamed. */
export function readTextCompletion(completion: unknown, options?: AccumulatorOptions): Response {
  const accumulator = createTextCompletionAccumulator(options);
  accumulator.fold(completion);
  return accumulator.response();
}

class TextCompletionAccumulator implements Accumulator {
  readonly #keeper: TextKeeper | undefined;
  #id: string | undefined;
  #model: string | undefined;
  #stopReason: string | undefined;
  #text = '';
  #outputBytes = 0;

  constructor(options: AccumulatorOptions = {}) {
    this.#keeper = options.content ? createTextKeeper(options.contentMaxBytes) : undefined;
  }

  get finished(): boolean {
    return this.#stopReason !== undefined;
  }

  get terminated(): boolean {
    return this.finished;
  }

  fold(value: unknown): void {
    const piece = readFields(value);
    if (piece?.type !== 'completion' || this.terminated) return;
    this.#id = readText(piece.id) ?? this.#id;
    this.#model = readText(piece.model) ?? this.#model;
    this.#stopReason = readText(piece.stop_reason);
    const text = readText(piece.completion) ?? '';
    this.#outputBytes += countBytes(text);
    if (this.#keeper) this.#text += this.#keeper.keepText(text);
  }

  response(): Response {
    return buildResponse({
      id: this.#id,
      model: this.#model,
      role: undefined,
      stopReason: this.#stopReason,
      serviceTier: undefined,
      inferenceGeo: undefined,
      speed: undefined,
      usage: undefined,
      outputBytes: this.#outputBytes,
      parts: this.#keeper && (this.#text === '' ? [] : [{ type: 'text', text: this.#text }]),
    });
  }
}
