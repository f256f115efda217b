import type { Recording } from './read-recordings.ts';

/** What a recorded answer of Google says, read from its body by other means than the library's. */
export interface GoogleAnswer {
  id: string | undefined;
  model: string | undefined;
  finishReasons: string[];
  usage: Record<string, unknown>;
  serviceTier: string | undefined;
  text: string;
  reasoning: string;
  toolCalls: { id?: string; name: string; arguments: unknown }[];
  serverTools: unknown[];
  /** UTF-8 bytes of text, thoughts, arguments and code as they stand in the body. */
  outputBytes: number;
}

// No type of the SDK and none of the library: these are the fields that the recordings have.
interface WirePart {
  text?: string;
  thought?: boolean;
  functionCall?: { id?: string; name: string; args: unknown };
  executableCode?: object;
  codeExecutionResult?: object;
}
interface WireUsage {
  promptTokenCount?: number;
  toolUsePromptTokenCount?: number;
  candidatesTokenCount?: number;
  thoughtsTokenCount?: number;
  promptTokensDetails?: WireModality[];
  toolUsePromptTokensDetails?: WireModality[];
  candidatesTokensDetails?: WireModality[];
  serviceTier?: string;
}
interface WireModality {
  modality: string;
  tokenCount?: number;
  tokens?: number;
}
interface WireAnswer {
  candidates: { content: { parts?: WirePart[] }; finishReason?: string }[];
  usageMetadata: WireUsage;
  modelVersion: string;
  responseId: string;
}
interface WireStep {
  type: string;
  text?: string;
  content?: { text: string }[] | { text: string };
}
interface WireInteraction {
  id: string;
  model?: string;
  status: string;
  service_tier?: string;
  steps?: WireStep[];
  usage?: {
    total_input_tokens: number;
    total_output_tokens: number;
    total_thought_tokens: number;
    total_cached_tokens: number;
    total_tool_use_tokens: number;
    input_tokens_by_modality: WireModality[];
  };
}
interface WireEvent {
  delta?: WireStep;
  interaction?: WireInteraction;
}

/** Reads a recorded answer of `generateContent` or `streamGenerateContent`; the recordings have one candidate each. */
export function readGenerateContentBody({ response, stream }: Recording): GoogleAnswer {
  const chunks = stream ? readData<WireAnswer>(response.body) : [JSON.parse(response.body) as WireAnswer];
  const last = chunks.at(-1)!;
  const usage = Object.assign({}, ...chunks.map((chunk) => chunk.usageMetadata)) as WireUsage;
  const parts = chunks.flatMap((chunk) => chunk.candidates[0]!.content.parts ?? []);
  const text = parts.map((part) => (part.thought ? '' : (part.text ?? ''))).join('');
  const reasoning = parts.map((part) => (part.thought ? part.text : '')).join('');
  const calls = parts.flatMap(({ functionCall }) => functionCall ?? []);
  const code = parts.flatMap(({ executableCode }) => executableCode ?? []);
  const written = [...calls.map(({ args }) => args), ...code].map((value) => JSON.stringify(value));
  return {
    id: last.responseId,
    model: last.modelVersion,
    finishReasons: [last.candidates[0]!.finishReason === 'STOP' ? 'stop' : 'unexpected'],
    usage: describeUsage(usage),
    serviceTier: usage.serviceTier,
    text,
    reasoning,
    toolCalls: calls.map(({ id, name, args }) => ({ ...(id && { id }), name, arguments: args })),
    serverTools: parts.flatMap((part) => part.executableCode ?? part.codeExecutionResult ?? []),
    outputBytes: Buffer.byteLength(text + reasoning + written.join('')),
  };
}

/** Reads a recorded interaction; the recordings have texts and thoughts only. */
export function readInteractionBody({ response, stream }: Recording): GoogleAnswer {
  const events = stream ? readData<WireEvent>(response.body) : [];
  const whole = stream
    ? events.findLast(({ interaction }) => interaction)!.interaction!
    : (JSON.parse(response.body) as WireInteraction);
  const steps = stream ? events.flatMap(({ delta }) => delta ?? []) : (whole.steps ?? []);
  const said = steps.flatMap((step): { text?: string }[] => {
    if (Array.isArray(step.content)) return step.content;
    return step.type === 'text' ? [step] : [];
  });
  const text = said.map((piece) => piece.text ?? '').join('');
  const reasoning = steps
    .map((step) => (step.type === 'thought_summary' ? (step.content as { text: string }).text : ''))
    .join('');
  const reasons: Record<string, string[]> = { completed: ['stop'], incomplete: ['length'], in_progress: [] };
  const { usage } = whole;
  return {
    id: whole.id,
    model: whole.model,
    finishReasons: reasons[whole.status] ?? ['unexpected'],
    usage: usage
      ? {
          inputTokens: usage.total_input_tokens + usage.total_tool_use_tokens,
          outputTokens: usage.total_output_tokens + usage.total_thought_tokens,
          cacheReadTokens: usage.total_cached_tokens,
          reasoningTokens: usage.total_thought_tokens,
          inputByModality: sumModalities(usage.input_tokens_by_modality),
        }
      : {},
    serviceTier: whole.service_tier,
    text,
    reasoning,
    toolCalls: [],
    serverTools: [],
    outputBytes: Buffer.byteLength(text + reasoning),
  };
}

/** The values of the `data:` lines of a recorded stream, which end in LF or CRLF. */
export function readData<T>(body: string): T[] {
  const lines = body.split(/\r?\n/).filter((line) => line.startsWith('data: {'));
  return lines.map((line) => JSON.parse(line.slice('data: '.length)) as T);
}

function describeUsage(usage: WireUsage): Record<string, unknown> {
  const { promptTokenCount, candidatesTokenCount, thoughtsTokenCount } = usage;
  const { promptTokensDetails, toolUsePromptTokensDetails = [], candidatesTokensDetails } = usage;
  return {
    ...(promptTokenCount !== undefined && {
      inputTokens: promptTokenCount + (usage.toolUsePromptTokenCount ?? 0),
    }),
    outputTokens: candidatesTokenCount! + (thoughtsTokenCount ?? 0),
    ...(thoughtsTokenCount !== undefined && { reasoningTokens: thoughtsTokenCount }),
    ...(promptTokensDetails && {
      inputByModality: sumModalities([...promptTokensDetails, ...toolUsePromptTokensDetails]),
    }),
    ...(candidatesTokensDetails && { outputByModality: sumModalities(candidatesTokensDetails) }),
  };
}

function sumModalities(list: WireModality[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { modality, tokenCount, tokens } of list) {
    const name = modality.toLowerCase();
    sums[name] = (sums[name] ?? 0) + (tokenCount ?? tokens ?? 0);
  }
  return sums;
}
