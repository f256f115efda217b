import type { Accumulator, AccumulatorOptions } from '../accumulate/accumulator.ts';
import { countBytes } from '../accumulate/count-bytes.ts';
import { countPartBytes } from '../accumulate/count-part-bytes.ts';
import { type Fields, readFields, readText } from '../accumulate/read-fields.ts';
import { createTextKeeper } from '../accumulate/text-keeper.ts';
import { parseArguments } from '../accumulate/tool-arguments.ts';
import type { ToolCallPart } from '../model/message.ts';
import type { Response, ResponseFailure } from '../model/response.ts';
import type { Usage } from '../model/usage.ts';
import { KeptParts } from './kept-parts.ts';
import { readInteractionUsage } from './read-interaction-usage.ts';
import { readStep } from './read-step.ts';

const finishReasons = new Map([
  ['completed', 'stop'],
  ['incomplete', 'length'],
  ['requires_action', 'tool_call'],
  ['failed', 'error'],
  ['cancelled', 'error'],
]);

/** Statuses of an interaction that goes on in the background. */
const pendingStatuses = new Set(['in_progress', 'queued']);

/** Statuses after which the model writes no more. */
const finalStatuses = new Set([...finishReasons.keys(), 'budget_exceeded']);

/**
 * Folds the events of a streamed interaction: `InteractionSSEEvent` (`dist/node/node.d.ts`) of @google/genai 2.x and 3.x
 * (`interaction.created`, `step.delta`, `interaction.completed`) and of 1.x (`interaction.start`, `content.delta`,
 * `interaction.complete`). What comes after the completed event is ignored.
 */
export function createInteractionAccumulator(options?: AccumulatorOptions): Accumulator {
  return new InteractionAccumulator(options);
}

/** The response of an interaction that was not streamed: `Interaction` of @google/genai 1.52.0 and 3.1.0. */
export function readInteraction(body: unknown, options?: AccumulatorOptions): Response {
  const accumulator = new InteractionAccumulator(options);
  accumulator.complete(readFields(body));
  return accumulator.response();
}

class InteractionAccumulator implements Accumulator {
  readonly #parts: KeptParts | undefined;
  #id: string | undefined;
  #model: string | undefined;
  #status: string | undefined;
  #serviceTier: string | undefined;
  #usage: Usage | undefined;
  #outputBytes = 0;
  #terminated = false;
  #call: { part: ToolCallPart; json: string } | undefined;
  /** The interaction was not streamed: its status is the last word. */
  #whole = false;
  #failure: ResponseFailure | undefined;
  readonly #maxJson: number;

  constructor(options: AccumulatorOptions = {}) {
    this.#maxJson = options.content ? (options.contentMaxBytes ?? Number.POSITIVE_INFINITY) : 0;
    this.#parts = options.content ? new KeptParts(createTextKeeper(options.contentMaxBytes)) : undefined;
  }

  get finished(): boolean {
    return this.#status !== undefined && finalStatuses.has(this.#status);
  }

  get terminated(): boolean {
    return this.#terminated;
  }

  fold(value: unknown): void {
    const event = readFields(value);
    if (!event || this.#terminated) return;
    this.#foldMetadata(readFields(event.metadata));
    switch (event.event_type) {
      case 'interaction.created':
      case 'interaction.start':
        this.#foldInteraction(readFields(event.interaction));
        break;
      case 'interaction.status_update':
        this.#status = readText(event.status) ?? this.#status;
        break;
      case 'step.start':
        this.#startStep(readFields(event.step));
        break;
      case 'content.start':
        this.#startStep(readFields(event.content));
        break;
      case 'step.delta':
      case 'content.delta':
        this.#foldDelta(readFields(event.delta));
        break;
      case 'step.stop':
      case 'content.stop':
        this.#stopStep();
        break;
      case 'interaction.completed':
      case 'interaction.complete':
        this.#stopStep();
        this.#foldInteraction(readFields(event.interaction));
        this.#terminated = true;
        break;
      case 'error':
        this.#failure = readFailure(event.error) ?? {};
        break;
    }
  }

  /** Takes a whole interaction at once, its steps (3.x) or outputs (1.x) included. */
  complete(interaction: Fields | undefined): void {
    this.#whole = true;
    this.#foldInteraction(interaction);
    const steps = Array.isArray(interaction?.steps) ? interaction.steps : interaction?.outputs;
    if (Array.isArray(steps)) for (const step of steps) this.#addParts(step);
  }

  response(): Response {
    const pending = this.#whole && pendingStatuses.has(this.#status ?? '');
    return {
      ...(this.#id !== undefined && { id: this.#id }),
      ...(this.#model !== undefined && { model: this.#model }),
      finishReasons: pending ? [] : [this.#readFinishReason()],
      ...(this.#usage && { usage: this.#usage }),
      ...(this.#serviceTier !== undefined && { serviceTier: this.#serviceTier }),
      outputBytes: this.#outputBytes,
      ...(this.#failure && { failure: this.#failure }),
      ...(pending && { pending }),
      ...(this.#parts && { output: [{ role: 'model', parts: this.#parts.copy() }] }),
    };
  }

  #readFinishReason(): string {
    const status = this.#status;
    if (status === undefined) return 'error';
    const isLast = this.#whole || finalStatuses.has(status);
    return finishReasons.get(status) ?? (isLast ? status : 'error');
  }

  #foldInteraction(interaction: Fields | undefined): void {
    this.#id = readText(interaction?.id) ?? this.#id;
    this.#model = readText(interaction?.model) ?? this.#model;
    this.#status = readText(interaction?.status) ?? this.#status;
    this.#serviceTier = readText(interaction?.service_tier) ?? this.#serviceTier;
    this.#usage = readInteractionUsage(interaction?.usage) ?? this.#usage;
    if (this.#status === 'failed') this.#failure ??= readFailure(readFirst(interaction?.errors)) ?? {};
  }

  /** Usage so far; the recordings call it `usage`, the types of 3.1.0 `total_usage`. */
  #foldMetadata(metadata: Fields | undefined): void {
    if (!metadata) return;
    this.#usage = readInteractionUsage(metadata.total_usage ?? metadata.usage) ?? this.#usage;
  }

  #startStep(step: Fields | undefined): void {
    this.#stopStep();
    const [part] = readStep(step);
    // Its arguments follow in pieces, unless they are here already.
    if (part?.type === 'tool_call') this.#call = { part, json: '' };
    else this.#addParts(step);
  }

  #foldDelta(delta: Fields | undefined): void {
    if (delta?.type === 'arguments_delta') {
      const piece = readText(delta.arguments) ?? '';
      this.#outputBytes += countBytes(piece);
      // Beyond what may be kept it is no JSON any more, and is kept as far as it goes.
      if (this.#call && this.#call.json.length < this.#maxJson) this.#call.json += piece;
    } else {
      this.#addParts(delta);
    }
  }

  #stopStep(): void {
    const call = this.#call;
    this.#call = undefined;
    if (!call) return;
    this.#outputBytes += countPartBytes(call.part);
    this.#parts?.add(call.json === '' ? call.part : { ...call.part, arguments: parseArguments(call.json) });
  }

  #addParts(step: unknown): void {
    for (const part of readStep(step)) {
      this.#outputBytes += countPartBytes(part);
      this.#parts?.add(part);
    }
  }
}

function readFailure(error: unknown): ResponseFailure | undefined {
  const fields = readFields(error);
  if (!fields) return undefined;
  const code = typeof fields.code === 'number' ? String(fields.code) : readText(fields.code);
  const message = readText(fields.message);
  return { ...(code !== undefined && { code }), ...(message !== undefined && { message }) };
}

function readFirst(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined;
}
