import type { Accumulator, AccumulatorOptions } from '../accumulate/accumulator.ts';
import { type Fields, readFields, readIndex, readText } from '../accumulate/read-fields.ts';
import { type TextKeeper, createTextKeeper } from '../accumulate/text-keeper.ts';
import type { Response, ResponseFailure } from '../model/response.ts';
import type { Usage } from '../model/usage.ts';
import { ChatChoice } from './chat-choice.ts';
import { readChatUsage, readPredictionTokens } from './read-chat-usage.ts';
import { readFailure } from './read-failure.ts';

/** How an answer of chat or completions is accumulated. */
export interface ChatAccumulatorOptions extends AccumulatorOptions {
  /** How many choices were asked for, where that is known: none is whole before all have come. */
  choiceCount?: number;
}

// The APIs give far fewer; it keeps a broken stream from growing.
const maxChoices = 10_000;

/**
 * Folds the chunks of a streamed chat completion: `ChatCompletionChunk` (`resources/chat/completions/completions.d.ts` of
 * openai 7.55.0), as the SDK's `Stream` yields them, and of the services that speak this API.
 *
 * It is terminated by the chunk that OpenAI sends last when usage was asked for, which has usage and no choices. Without
 * it only the end of the stream tells: services send the finish reason, and usage with it, twice.
 */
export function createChatAccumulator(options?: ChatAccumulatorOptions): Accumulator {
  return new ChatAccumulator(options);
}

/**
 * Folds the chunks of a streamed text completion: `Completion` (`resources/completions.d.ts` of openai 7.55.0). They
 * differ from those of chat only in having `text` and no `delta`.
 */
export function createCompletionAccumulator(options?: ChatAccumulatorOptions): Accumulator {
  return new ChatAccumulator(options);
}

class ChatAccumulator implements Accumulator {
  readonly #choices = new Map<number, ChatChoice>();
  readonly #choiceCount: number;
  readonly #keeper: TextKeeper | undefined;
  #id: string | undefined;
  #model: string | undefined;
  #serviceTier: string | undefined;
  #systemFingerprint: string | undefined;
  #usage: Usage | undefined;
  #predictions: Record<string, number> = {};
  #failure: ResponseFailure | undefined;
  #outputBytes = 0;
  #terminated = false;

  constructor(options: ChatAccumulatorOptions = {}) {
    this.#choiceCount = Math.min(options.choiceCount ?? 0, maxChoices);
    this.#keeper = options.content ? createTextKeeper(options.contentMaxBytes) : undefined;
  }

  get finished(): boolean {
    if (this.#choices.size === 0 || this.#choices.size < this.#choiceCount) return false;
    for (const choice of this.#choices.values()) if (!choice.finished) return false;
    return true;
  }

  get terminated(): boolean {
    return this.#terminated;
  }

  fold(value: unknown): void {
    const chunk = readFields(value);
    if (!chunk || this.#terminated) return;
    // Azure's first chunk has empty texts here.
    this.#id = readText(chunk.id) ?? this.#id;
    this.#model = readText(chunk.model) ?? this.#model;
    this.#serviceTier = readText(chunk.service_tier) ?? this.#serviceTier;
    this.#systemFingerprint = readText(chunk.system_fingerprint) ?? this.#systemFingerprint;
    this.#failure = readFailure(chunk.error) ?? this.#failure;
    const choices: unknown[] = Array.isArray(chunk.choices) ? chunk.choices : [];
    choices.forEach((choice, position) => this.#foldChoice(readFields(choice), position));
    const hasUsage = this.#foldUsage(chunk, choices);
    this.#terminated = hasUsage && choices.length === 0 && this.finished;
  }

  response(): Response {
    const choices = this.#sortChoices();
    const attributes = {
      ...(this.#serviceTier !== undefined && { 'openai.response.service_tier': this.#serviceTier }),
      ...(this.#systemFingerprint !== undefined && {
        'openai.response.system_fingerprint': this.#systemFingerprint,
      }),
      ...this.#predictions,
    };
    return {
      ...(this.#id !== undefined && { id: this.#id }),
      ...(this.#model !== undefined && { model: this.#model }),
      finishReasons: choices.map((choice) => choice?.finishReason ?? 'error'),
      ...(this.#usage && { usage: this.#usage }),
      ...(this.#serviceTier !== undefined && { serviceTier: this.#serviceTier }),
      outputBytes: this.#outputBytes,
      ...(this.#keeper && {
        output: choices.map((choice) => choice?.message() ?? { role: 'assistant', parts: [] }),
      }),
      ...(this.#failure && { failure: this.#failure }),
      ...(Object.keys(attributes).length > 0 && { attributes }),
    };
  }

  #foldChoice(choice: Fields | undefined, position: number): void {
    if (!choice) return;
    const index = readIndex(choice.index) ?? position;
    let state = this.#choices.get(index);
    if (!state) {
      if (this.#choices.size >= maxChoices) return;
      state = new ChatChoice(this.#keeper);
      this.#choices.set(index, state);
    }
    this.#outputBytes += state.fold(choice);
  }

  /** Every chunk may state the usage so far: the last one counts. Groq has it in `x_groq`, Moonshot in the choice. */
  #foldUsage(chunk: Fields, choices: unknown[]): boolean {
    const stated = [chunk.usage, readFields(chunk.x_groq)?.usage, readFields(choices[0])?.usage];
    for (const usage of stated) {
      const read = readChatUsage(usage);
      if (!read) continue;
      this.#usage = read;
      this.#predictions = readPredictionTokens(usage);
      return true;
    }
    return false;
  }

  /** The choices in the provider's order, with a gap for each that was asked for and never came. */
  #sortChoices(): (ChatChoice | undefined)[] {
    const indices = new Set(this.#choices.keys());
    for (let index = 0; indices.size < this.#choiceCount; index++) indices.add(index);
    return [...indices].toSorted((left, right) => left - right).map((index) => this.#choices.get(index));
  }
}
