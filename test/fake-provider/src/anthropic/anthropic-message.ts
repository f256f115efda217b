import { deterministicId } from '../deterministic-id.ts';
import type { JsonObject } from '../received-request.ts';
import type { AnthropicBlock } from './anthropic-block.ts';
import { completeUsage, deltaUsage, startUsage } from './anthropic-usage.ts';
import type { AnthropicUsage } from './anthropic-usage.ts';
import { buildBlock } from './build-block.ts';
import type { AnthropicEvent } from './build-block.ts';

/** What an answer of the Messages API says. Everything has a default; times, ids and counts never come from chance. */
export interface AnthropicMessageDescription {
  /** Made from the rest of the description when it is not given. */
  readonly id?: string;
  /** The model that answered; `claude-sonnet-4-5-20250929` if not given. */
  readonly model?: string;
  /** A string is a text block. */
  readonly blocks?: readonly (string | AnthropicBlock)[];
  readonly usage?: Partial<AnthropicUsage>;
  /** Replaces fields of the usage in `message_start`, for instance the input before web search results came in. */
  readonly startUsage?: Partial<AnthropicUsage>;
  /** `output-only`: `message_delta` has only `output_tokens`, as older recordings show; `full` is the default. */
  readonly deltaUsage?: 'full' | 'output-only';
  /** `tool_use` when there is such a block, else `end_turn`. */
  readonly stopReason?: string;
  readonly stopSequence?: string | null;
  /** Why the model refused. */
  readonly stopDetails?: JsonObject | null;
  /** Beta: what the server did to the context; stands beside `delta` in a stream. */
  readonly contextManagement?: JsonObject;
}

/** One answer in both its forms, which say the same. */
export interface AnthropicMessage {
  /** The body of a plain answer. */
  readonly body: JsonObject;
  /** The data of the events of a streamed answer, `message_start` to `message_stop`. */
  readonly events: readonly AnthropicEvent[];
}

/** Makes an answer of the Messages API, plain and streamed, from one description. */
export function anthropicMessage(description: AnthropicMessageDescription = {}): AnthropicMessage {
  const id = description.id ?? deterministicId('msg_01', JSON.stringify(description));
  const blocks = (description.blocks ?? []).map((block): AnthropicBlock =>
    typeof block === 'string' ? { type: 'text', text: block } : block,
  );
  const built = blocks.map((block, index) => buildBlock(block, index, id));
  const usage = completeUsage(description.usage);
  const stop = {
    stop_reason:
      description.stopReason ?? (blocks.some(({ type }) => type === 'tool_use') ? 'tool_use' : 'end_turn'),
    stop_sequence: description.stopSequence ?? null,
    stop_details: description.stopDetails ?? null,
  };
  const context =
    description.contextManagement === undefined ? {} : { context_management: description.contextManagement };
  const head = {
    model: description.model ?? 'claude-sonnet-4-5-20250929',
    id,
    type: 'message',
    role: 'assistant',
  };
  const [first, ...rest] = built.flatMap(({ events }) => events);
  return {
    body: { ...head, content: built.map(({ body }) => body), ...stop, usage, ...context },
    events: [
      {
        type: 'message_start',
        message: {
          ...head,
          content: [],
          stop_reason: null,
          stop_sequence: null,
          stop_details: null,
          usage: { ...startUsage(usage), ...description.startUsage },
        },
      },
      // The API sends its ping after the first content_block_start.
      ...(first === undefined ? [] : [first]),
      { type: 'ping' },
      ...rest,
      {
        type: 'message_delta',
        delta: stop,
        usage:
          description.deltaUsage === 'output-only'
            ? { output_tokens: usage.output_tokens }
            : deltaUsage(usage),
        ...context,
      },
      { type: 'message_stop' },
    ],
  };
}
