import type { Recording } from './read-recordings.ts';

/** What a recorded answer of an OpenAI API says, read from its body by other means than the library's. */
export interface OpenAIAnswerFacts {
  id: string;
  model: string;
  finishReasons: string[];
  usage: Record<string, number>;
  serviceTier: string;
  choices: OpenAIChoiceFacts[];
}

export interface OpenAIChoiceFacts {
  text: string;
  reasoning: string;
  toolCalls: { id: string; name: string; arguments: unknown }[];
}

// No type of the SDK and none of the library: these are the fields that the recordings have.
interface WireFunction {
  name?: string;
  arguments?: string;
}
interface WireCall {
  index?: number;
  id?: string;
  function: WireFunction;
}
interface WireMessage {
  content?: string | null;
  refusal?: string | null;
  reasoning?: string | null;
  tool_calls?: WireCall[] | null;
  function_call?: WireFunction | null;
}
interface WireChoice {
  index: number;
  message?: WireMessage;
  delta?: WireMessage;
  text?: string;
  finish_reason?: string | null;
}
interface WireUsage {
  prompt_tokens?: number;
  completion_tokens?: number;
  cached_tokens?: number;
  prompt_tokens_details?: { cached_tokens?: number; cache_write_tokens?: number } | null;
  completion_tokens_details?: { reasoning_tokens?: number } | null;
  input_tokens?: number;
  output_tokens?: number;
  input_tokens_details?: { cached_tokens?: number; cache_write_tokens?: number };
  output_tokens_details?: { reasoning_tokens?: number };
}
interface WireChunk {
  id?: string;
  model?: string;
  service_tier?: string;
  choices: WireChoice[];
  usage?: WireUsage | null;
  x_groq?: { usage?: WireUsage };
}
interface WireItem {
  type: string;
  call_id?: string;
  name?: string;
  arguments?: string;
  input?: string;
  summary?: { text: string }[];
  content?: { text?: string; refusal?: string }[];
}
interface WireResponse {
  id: string;
  model: string;
  service_tier?: string;
  status: string;
  incomplete_details?: { reason: string } | null;
  output: WireItem[];
  usage?: WireUsage;
}

const finishReasons: Record<string, string> = {
  tool_calls: 'tool_call',
  function_call: 'tool_call',
  eos: 'stop',
};
const programCalls = ['function_call', 'custom_tool_call', 'computer_call', 'local_shell_call'];

/** Reads the recorded answer, streamed or not. */
export function readOpenAIBody({ api, response, stream }: Recording): OpenAIAnswerFacts {
  const events = stream ? readEvents(response.body) : [JSON.parse(response.body) as unknown];
  if (api === 'responses') {
    const last = events.at(-1) as { response?: WireResponse };
    return describeResponse(last.response ?? (last as WireResponse));
  }
  if (api === 'embeddings') return describeEmbeddings(events[0] as WireChunk);
  return describeChunks(events as WireChunk[]);
}

/** The events of a recorded stream, as its `data:` lines say, without the `[DONE]`. */
export function readEvents(body: string): unknown[] {
  const lines = body.split('\n').filter((line) => line.startsWith('data: '));
  const data = lines.map((line) => line.slice('data: '.length).trim());
  return data.filter((text) => text !== '[DONE]').map((text) => JSON.parse(text) as unknown);
}

function describeChunks(chunks: WireChunk[]): OpenAIAnswerFacts {
  const all = chunks.flatMap(({ choices }) => choices);
  const indices = [...new Set(all.map(({ index }) => index))].toSorted((left, right) => left - right);
  const byIndex = indices.map((wanted) => all.filter(({ index }) => index === wanted));
  const usages = chunks.flatMap((chunk) => chunk.usage ?? chunk.x_groq?.usage ?? []);
  return {
    id: chunks.map(({ id }) => id).find(Boolean) ?? '',
    model: chunks.map(({ model }) => model).find(Boolean) ?? '',
    finishReasons: byIndex.map((choices) => {
      const reason = choices.map((choice) => choice.finish_reason).findLast(Boolean) ?? 'error';
      return finishReasons[reason] ?? reason;
    }),
    usage: describeUsage(usages.at(-1)),
    serviceTier: chunks.map((chunk) => chunk.service_tier).find(Boolean) ?? '',
    choices: byIndex.map(describeChoice),
  };
}

function describeChoice(pieces: WireChoice[]): OpenAIChoiceFacts {
  const messages = pieces.map(({ message, delta, text = '' }) => message ?? delta ?? { content: text });
  const calls = messages.flatMap(({ tool_calls: list }) => list ?? []);
  const legacy = messages.flatMap(({ function_call: call }) => call ?? []);
  // A call begins where a name stands; what follows without one goes on with it or, by index, with an earlier one.
  const begun = calls.filter((call) => call.function.name);
  return {
    text: messages.map(({ content, refusal }) => (content ?? '') + (refusal ?? '')).join(''),
    reasoning: messages.map(({ reasoning }) => reasoning ?? '').join(''),
    toolCalls: [
      ...begun.map((call) => {
        const rest = calls.filter((piece) => !piece.function.name && piece.index === call.index);
        const json = [call, ...rest].map((piece) => piece.function.arguments ?? '').join('');
        return { id: call.id ?? '', name: call.function.name!, arguments: JSON.parse(json) as unknown };
      }),
      ...legacy.map((call) => ({
        id: '',
        name: call.name!,
        arguments: JSON.parse(call.arguments!) as unknown,
      })),
    ],
  };
}

function describeResponse(response: WireResponse): OpenAIAnswerFacts {
  const { id, model, status, output } = response;
  const calls = output.filter(({ type }) => type === 'function_call' || type === 'custom_tool_call');
  const waits = output.some(({ type }) => programCalls.includes(type));
  const messages = output.filter(({ type }) => type === 'message').flatMap(({ content = [] }) => content);
  const summaries = output
    .filter(({ type }) => type === 'reasoning')
    .flatMap(({ summary = [] }) => summary.map(({ text }) => text));
  return {
    id,
    model,
    finishReasons: [status === 'completed' ? (waits ? 'tool_call' : 'stop') : status],
    usage: describeUsage(response.usage),
    serviceTier: response.service_tier ?? '',
    choices: [
      {
        text: messages.map((part) => part.text ?? part.refusal ?? '').join(''),
        reasoning: summaries.join(''),
        toolCalls: calls.map((call) => ({
          id: call.call_id!,
          name: call.name!,
          arguments: call.input ?? (JSON.parse(call.arguments!) as unknown),
        })),
      },
    ],
  };
}

function describeEmbeddings({ model = '', usage }: WireChunk): OpenAIAnswerFacts {
  return {
    id: '',
    model,
    finishReasons: [],
    usage: describeUsage(usage ?? undefined),
    serviceTier: '',
    choices: [],
  };
}

function describeUsage(usage: WireUsage = {}): Record<string, number> {
  const input = usage.prompt_tokens_details ?? usage.input_tokens_details;
  const output = usage.completion_tokens_details ?? usage.output_tokens_details;
  const counts = {
    inputTokens: usage.prompt_tokens ?? usage.input_tokens,
    outputTokens: usage.completion_tokens ?? usage.output_tokens,
    cacheReadTokens: input?.cached_tokens ?? usage.cached_tokens,
    cacheWriteTokens: input?.cache_write_tokens,
    reasoningTokens: output?.reasoning_tokens,
  };
  return JSON.parse(JSON.stringify(counts)) as Record<string, number>;
}
