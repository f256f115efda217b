import type { Recording } from './read-recordings.ts';

/** What a recorded answer of the Messages API says, read from its body by other means than the library's. */
export interface AnthropicAnswer {
  id: string;
  model: string;
  finishReason: string;
  usage: Record<string, number>;
  serviceTier: string | undefined;
  text: string;
  reasoning: string;
  redacted: number;
  toolCalls: { id: string; name: string; arguments: unknown }[];
  /** UTF-8 bytes of text, reasoning and tool arguments as they stand in the body. */
  outputBytes: number;
}

// No type of the SDK and none of the library: these are the fields that the recordings have.
interface WireUsage {
  input_tokens?: number;
  output_tokens?: number;
  cache_read_input_tokens?: number;
  cache_creation_input_tokens?: number;
  cache_creation?: { ephemeral_5m_input_tokens: number; ephemeral_1h_input_tokens: number };
  output_tokens_details?: { thinking_tokens: number };
  service_tier?: string;
}
interface WireBlock {
  type: string;
  text?: string;
  thinking?: string;
  id?: string;
  name?: string;
  input?: unknown;
  json?: string;
}
interface WireMessage {
  id: string;
  model: string;
  content: WireBlock[];
  stop_reason: string;
  usage: WireUsage;
}
interface WireEvent {
  type: string;
  index: number;
  message: WireMessage;
  content_block: WireBlock;
  delta: { text?: string; thinking?: string; partial_json?: string; stop_reason: string };
  usage: WireUsage;
}

const finishReasons: Record<string, string> = {
  end_turn: 'stop',
  max_tokens: 'length',
  tool_use: 'tool_call',
};

/** Reads the recorded answer, streamed or not. */
export function readAnthropicBody({ response, stream }: Recording): AnthropicAnswer {
  return describe(stream ? assemble(readEvents(response.body)) : (JSON.parse(response.body) as WireMessage));
}

/** The events of a recorded stream, as its `data:` lines say. */
export function readEvents(body: string): WireEvent[] {
  const lines = body.split('\n').filter((line) => line.startsWith('data: '));
  return lines.map((line) => JSON.parse(line.slice('data: '.length)) as WireEvent);
}

function assemble(events: WireEvent[]): WireMessage {
  const start = events.find(({ type }) => type === 'message_start')!.message;
  const end = events.findLast(({ type }) => type === 'message_delta')!;
  const starts = events.filter(({ type }) => type === 'content_block_start');
  const content = starts.map(({ index, content_block: block }) => {
    const deltas = events.filter((event) => event.type === 'content_block_delta' && event.index === index);
    const json = deltas.map(({ delta }) => delta.partial_json ?? '').join('');
    return {
      ...block,
      text: deltas.map(({ delta }) => delta.text ?? '').join(''),
      thinking: deltas.map(({ delta }) => delta.thinking ?? '').join(''),
      ...(block.type === 'tool_use' && { json, input: JSON.parse(json) as unknown }),
    };
  });
  return { ...start, content, stop_reason: end.delta.stop_reason, usage: { ...start.usage, ...end.usage } };
}

function describe({ id, model, content, stop_reason: stopReason, usage }: WireMessage): AnthropicAnswer {
  const tools = content.filter(({ type }) => type === 'tool_use');
  const text = content.map((block) => (block.type === 'text' ? block.text : '')).join('');
  const reasoning = content.map((block) => (block.type === 'thinking' ? block.thinking : '')).join('');
  const json = tools.map((tool) => tool.json ?? JSON.stringify(tool.input)).join('');
  return {
    id,
    model,
    finishReason: finishReasons[stopReason]!,
    usage: describeUsage(usage),
    serviceTier: usage.service_tier,
    text,
    reasoning,
    redacted: content.filter(({ type }) => type === 'redacted_thinking').length,
    toolCalls: tools.map((tool) => ({ id: tool.id!, name: tool.name!, arguments: tool.input })),
    outputBytes: Buffer.byteLength(text + reasoning + json),
  };
}

function describeUsage(usage: WireUsage): Record<string, number> {
  const { cache_read_input_tokens: read = 0, cache_creation_input_tokens: written = 0 } = usage;
  return {
    inputTokens: usage.input_tokens! + read + written,
    outputTokens: usage.output_tokens!,
    cacheReadTokens: read,
    cacheWriteTokens: written,
    ...(usage.cache_creation && {
      cacheWrite5mTokens: usage.cache_creation.ephemeral_5m_input_tokens,
      cacheWrite1hTokens: usage.cache_creation.ephemeral_1h_input_tokens,
    }),
    ...(usage.output_tokens_details && { reasoningTokens: usage.output_tokens_details.thinking_tokens }),
  };
}
