import type { Accumulator, AccumulatorOptions } from '../accumulate/accumulator.ts';
import { countBytes } from '../accumulate/count-bytes.ts';
import { countPartBytes } from '../accumulate/count-part-bytes.ts';
import { type Fields, readFields, readIndex, readText } from '../accumulate/read-fields.ts';
import { createTextKeeper, type TextKeeper } from '../accumulate/text-keeper.ts';
import type { Message } from '../model/message.ts';
import type { Response, ResponseFailure } from '../model/response.ts';
import { KeptParts } from './kept-parts.ts';
import { mapFinishReason } from './map-finish-reason.ts';
import { readPart, readPartialArguments } from './read-part.ts';
import { type GeminiUsage, mergeUsage, totalUsage } from './read-usage.ts';

/** What is known of one candidate; `parts` only when content is kept. */
interface Candidate {
  finishReason: string | undefined;
  role: string | undefined;
  parts: KeptParts | undefined;
}

// More than any request can ask for; it only keeps a stream of made-up indexes from growing.
const maxCandidates = 128;

/**
 * Folds the chunks of a streamed answer of `generateContent`: `GenerateContentResponse` (`dist/node/node.d.ts` of
 * @google/genai 1.0-3.1), as the SDK yields them. Every chunk has the shape of a plain answer.
 */
export function createGenerateContentAccumulator(options?: AccumulatorOptions): Accumulator {
  return new GenerateContentAccumulator(options);
}

/** The response of an answer of `generateContent` that was not streamed: what the same answer in one chunk gives. */
export function readGenerateContent(body: unknown, options?: AccumulatorOptions): Response {
  const accumulator = new GenerateContentAccumulator(options);
  accumulator.fold(body);
  return accumulator.response();
}

class GenerateContentAccumulator implements Accumulator {
  /** No event ends the stream: usage may come after every finish reason. */
  readonly terminated = false;
  readonly #keeper: TextKeeper | undefined;
  readonly #candidates = new Map<number, Candidate>();
  #id: string | undefined;
  #model: string | undefined;
  #serviceTier: string | undefined;
  #blocked = false;
  #usage: GeminiUsage | undefined;
  #outputBytes = 0;
  #failure: ResponseFailure | undefined;

  constructor(options: AccumulatorOptions = {}) {
    this.#keeper = options.content ? createTextKeeper(options.contentMaxBytes) : undefined;
  }

  get finished(): boolean {
    if (this.#candidates.size === 0) return this.#blocked;
    for (const { finishReason } of this.#candidates.values()) {
      if (finishReason === undefined) return false;
    }
    return true;
  }

  fold(value: unknown): void {
    const chunk = readFields(value);
    if (!chunk) return;
    const usage = readFields(chunk.usageMetadata);
    this.#id = readText(chunk.responseId) ?? this.#id;
    this.#model = readText(chunk.modelVersion) ?? this.#model;
    this.#serviceTier = readText(usage?.serviceTier)?.toLowerCase() ?? this.#serviceTier;
    this.#usage = mergeUsage(this.#usage, usage);
    if (readText(readFields(chunk.promptFeedback)?.blockReason) !== undefined) this.#blocked = true;
    this.#failure = readFailure(chunk.error) ?? this.#failure;
    if (!Array.isArray(chunk.candidates)) return;
    for (const [position, candidate] of chunk.candidates.entries()) {
      this.#foldCandidate(readFields(candidate), position);
    }
  }

  response(): Response {
    const candidates = [...this.#candidates].toSorted(([a], [b]) => a - b).map(([, candidate]) => candidate);
    const usage = this.#usage && totalUsage(this.#usage, this.finished);
    return {
      ...(this.#id !== undefined && { id: this.#id }),
      ...(this.#model !== undefined && { model: this.#model }),
      finishReasons:
        candidates.length > 0
          ? candidates.map(({ finishReason }) => mapFinishReason(finishReason))
          : [this.#blocked ? 'content_filter' : 'error'],
      ...(usage && { usage }),
      ...(this.#serviceTier !== undefined && { serviceTier: this.#serviceTier }),
      outputBytes: this.#outputBytes,
      ...(this.#failure && { failure: this.#failure }),
      ...(this.#keeper && { output: candidates.map(readMessage) }),
    };
  }

  #foldCandidate(fields: Fields | undefined, position: number): void {
    if (!fields) return;
    const candidate = this.#findCandidate(readIndex(fields.index) ?? position);
    if (!candidate) return;
    const content = readFields(fields.content);
    candidate.finishReason = readText(fields.finishReason) ?? candidate.finishReason;
    candidate.role = readText(content?.role) ?? candidate.role;
    if (!Array.isArray(content?.parts)) return;
    for (const value of content.parts) {
      const part = readPart(value);
      this.#outputBytes += part ? countPartBytes(part) : 0;
      this.#outputBytes += countBytes(readPartialArguments(value));
      if (part) candidate.parts?.add(part);
    }
  }

  #findCandidate(index: number): Candidate | undefined {
    const known = this.#candidates.get(index);
    if (known || this.#candidates.size >= maxCandidates) return known;
    const parts = this.#keeper && new KeptParts(this.#keeper);
    const candidate: Candidate = { finishReason: undefined, role: undefined, parts };
    this.#candidates.set(index, candidate);
    return candidate;
  }
}

function readMessage({ role, parts }: Candidate): Message {
  return { role: role ?? 'model', parts: parts?.copy() ?? [] };
}

/** An error that came as the data of an event: the SDK throws it since 2.0. */
function readFailure(error: unknown): ResponseFailure | undefined {
  const fields = readFields(error);
  if (!fields) return undefined;
  const code = readText(fields.status);
  const message = readText(fields.message);
  return { ...(code !== undefined && { code }), ...(message !== undefined && { message }) };
}
