import type { Accumulator, AccumulatorOptions } from '../accumulate/accumulator.ts';
import { countBytes } from '../accumulate/count-bytes.ts';
import { type Fields, readFields, readText } from '../accumulate/read-fields.ts';
import type { Response, ResponseFailure } from '../model/response.ts';
import { OutputItems } from './output-items.ts';
import { readFailure } from './read-failure.ts';
import { readModelResponse } from './read-model-response.ts';

/** The events whose `delta` the model wrote; the others bring images, audio or what a tool gave back. */
const writtenDeltas = new Set([
  'response.output_text.delta',
  'response.refusal.delta',
  'response.reasoning_text.delta',
  'response.reasoning_summary_text.delta',
  'response.function_call_arguments.delta',
  'response.custom_tool_call_input.delta',
  'response.mcp_call_arguments.delta',
  'response.code_interpreter_call_code.delta',
  'response.audio.transcript.delta',
]);

/**
 * Folds the events of a streamed answer of the Responses API: `ResponseStreamEvent`
 * (`resources/responses/responses.d.ts` of openai 7.55.0), as the SDK's `Stream` yields them. The event that ends the
 * stream repeats the whole answer; the deltas only serve a stream that is cut.
 */
export function createResponseAccumulator(options?: AccumulatorOptions): Accumulator {
  return new ResponseAccumulator(options);
}

class ResponseAccumulator implements Accumulator {
  readonly #options: AccumulatorOptions;
  #items: OutputItems | undefined;
  #id: string | undefined;
  #model: string | undefined;
  #outputBytes = 0;
  #final: Response | undefined;
  #failure: ResponseFailure | undefined;

  constructor(options: AccumulatorOptions = {}) {
    this.#options = options;
    this.#items = options.content ? new OutputItems(options.contentMaxBytes) : undefined;
  }

  get finished(): boolean {
    return this.terminated;
  }

  get terminated(): boolean {
    return this.#final !== undefined || this.#failure !== undefined;
  }

  fold(value: unknown): void {
    const event = readFields(value);
    const type = readText(event?.type);
    if (!event || type === undefined || this.terminated) return;
    switch (type) {
      case 'response.created':
      case 'response.queued':
      case 'response.in_progress':
        this.#startResponse(readFields(event.response));
        break;
      case 'response.output_item.added':
      case 'response.output_item.done':
        this.#items?.put(event.output_index, event.item);
        break;
      case 'response.completed':
      case 'response.incomplete':
      case 'response.failed':
        this.#final = readModelResponse(event.response, this.#options);
        this.#items = undefined;
        break;
      case 'error':
        // The SDK throws it, unless a service leaves out the `event:` line.
        this.#failure = readFailure({ ...event, type: undefined, ...readFields(event.error) }) ?? {};
        break;
      default:
        if (writtenDeltas.has(type)) this.#foldDelta(event);
    }
  }

  response(): Response {
    if (this.#final) return this.#final;
    return {
      ...(this.#id !== undefined && { id: this.#id }),
      ...(this.#model !== undefined && { model: this.#model }),
      finishReasons: ['error'],
      outputBytes: this.#outputBytes,
      ...(this.#items && { output: [{ role: 'assistant', parts: this.#items.parts() }] }),
      ...(this.#failure && { failure: this.#failure }),
    };
  }

  #startResponse(response: Fields | undefined): void {
    this.#id = readText(response?.id) ?? this.#id;
    this.#model = readText(response?.model) ?? this.#model;
  }

  #foldDelta(event: Fields): void {
    const delta = readText(event.delta);
    if (delta === undefined) return;
    this.#outputBytes += countBytes(delta);
    this.#items?.append(event, delta);
  }
}
