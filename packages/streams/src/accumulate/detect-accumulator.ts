import { createMessageAccumulator } from '../anthropic/message-accumulator.ts';
import { createTextCompletionAccumulator } from '../anthropic/text-completion-accumulator.ts';
import { createGenerateContentAccumulator } from '../google/generate-content-accumulator.ts';
import { createInteractionAccumulator } from '../google/interaction-accumulator.ts';
import type { Response } from '../model/response.ts';
import { createChatAccumulator } from '../openai/chat-accumulator.ts';
import { createResponseAccumulator } from '../openai/response-accumulator.ts';
import type { Accumulator, AccumulatorOptions } from './accumulator.ts';

/** The fields that tell the dialects apart. */
interface DialectEvent {
  type?: unknown;
  choices?: unknown;
  event_type?: unknown;
  candidates?: unknown;
  promptFeedback?: unknown;
  usageMetadata?: unknown;
}

interface Dialect {
  /** Whether a stream that begins with this event speaks the dialect. */
  matches(event: DialectEvent): boolean;
  create(options: AccumulatorOptions | undefined): Accumulator;
}

const dialects: Dialect[] = [
  { matches: (event) => event.type === 'message_start', create: createMessageAccumulator },
  { matches: (event) => event.type === 'completion', create: createTextCompletionAccumulator },
  // Of chat and completions; Azure's first chunk has nothing else that tells.
  { matches: (event) => Array.isArray(event.choices), create: createChatAccumulator },
  {
    matches: (event) => typeof event.type === 'string' && event.type.startsWith('response.'),
    create: createResponseAccumulator,
  },
  {
    matches: (event) =>
      Array.isArray(event.candidates) ||
      event.promptFeedback !== undefined ||
      event.usageMetadata !== undefined,
    create: createGenerateContentAccumulator,
  },
  {
    matches: (event) => typeof event.event_type === 'string' && event.event_type.startsWith('interaction.'),
    create: createInteractionAccumulator,
  },
];

/**
 * An accumulator that recognises the provider by the shape of the first event that it knows. What comes before is
 * skipped; a stream of unknown events gives an empty response.
 */
export function detectAccumulator(options?: AccumulatorOptions): Accumulator {
  let accumulator: Accumulator | undefined;
  return {
    fold(event: unknown): void {
      if (!accumulator && typeof event === 'object' && event !== null) {
        accumulator = dialects.find((dialect) => dialect.matches(event))?.create(options);
      }
      accumulator?.fold(event);
    },
    get finished(): boolean {
      return accumulator?.finished ?? false;
    },
    get terminated(): boolean {
      return accumulator?.terminated ?? false;
    },
    response(): Response {
      return accumulator?.response() ?? { finishReasons: [], outputBytes: 0 };
    },
  };
}
