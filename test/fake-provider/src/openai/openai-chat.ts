import { deterministicId } from '../deterministic-id.ts';
import type { JsonObject } from '../received-request.ts';
import type { Step } from '../script.ts';
import { joinText, splitText } from './fragments.ts';
import type { OpenAIFragments } from './fragments.ts';
import { obfuscation } from './obfuscation.ts';
import { asksForUsage, done } from './openai-answer.ts';
import type { OpenAIAnswer } from './openai-answer.ts';
import { completeChatUsage } from './openai-usage.ts';
import type { OpenAIChatUsage } from './openai-usage.ts';

/** A call of a function; `arguments` as an object is sent as JSON. */
export interface OpenAIChatToolCall {
  readonly id?: string;
  readonly name: string;
  readonly arguments: JsonObject | OpenAIFragments;
}

/** One choice of a chat completion. */
export interface OpenAIChatChoice {
  readonly content?: OpenAIFragments;
  readonly refusal?: OpenAIFragments;
  /** What compatible servers (DeepSeek, vLLM) send as `reasoning_content`. */
  readonly reasoning?: OpenAIFragments;
  readonly toolCalls?: readonly OpenAIChatToolCall[];
  /** `tool_calls` when there are some, else `stop`. */
  readonly finishReason?: string;
}

/** What a chat completion says. Everything has a default; times, ids and counts never come from chance. */
export interface OpenAIChatDescription {
  readonly id?: string;
  /** The model that answered; `gpt-4o-mini-2024-07-18` if not given. */
  readonly model?: string;
  /** A string is the content; one choice, `Hello`, if not given. */
  readonly choices?: readonly (string | OpenAIChatChoice)[];
  readonly usage?: Partial<OpenAIChatUsage>;
  readonly serviceTier?: string;
  readonly systemFingerprint?: string | null;
  /** Azure: sends the chunk with the results of the prompt filter first, ids and model empty. */
  readonly azurePromptFilter?: boolean;
}

interface Head {
  readonly id: string;
  readonly created: number;
  readonly model: string;
  readonly service_tier: string;
  readonly system_fingerprint: string | null;
}

/** Makes a chat completion, plain and streamed, from one description. */
export function openAIChat(description: OpenAIChatDescription = {}): OpenAIAnswer {
  const head: Head = {
    id: description.id ?? deterministicId('chatcmpl-', JSON.stringify(description)),
    created: 1763690400,
    model: description.model ?? 'gpt-4o-mini-2024-07-18',
    service_tier: description.serviceTier ?? 'default',
    system_fingerprint: description.systemFingerprint ?? 'fp_560af6e559',
  };
  const choices = (description.choices ?? ['Hello']).map((choice) =>
    typeof choice === 'string' ? { content: choice } : choice,
  );
  const usage = completeChatUsage(description.usage);
  return {
    path: '/chat/completions',
    required: ['model', 'messages'],
    body: buildBody(head, choices, usage),
    steps: (request) => {
      const chunks = buildChunks(head, choices, asksForUsage(request) ? usage : undefined);
      if (description.azurePromptFilter) chunks.unshift(promptFilterChunk);
      return [...chunks.map((data): Step => ({ kind: 'event', data })), done];
    },
  };
}

function buildBody(head: Head, choices: readonly OpenAIChatChoice[], usage: JsonObject): JsonObject {
  const { id, created, model, ...rest } = head;
  return {
    id,
    object: 'chat.completion',
    created,
    model,
    choices: choices.map((choice, index) => ({
      index,
      message: {
        role: 'assistant',
        content: choice.content === undefined ? null : joinText(choice.content),
        ...(choice.reasoning !== undefined && { reasoning_content: joinText(choice.reasoning) }),
        ...(choice.toolCalls && {
          tool_calls: choice.toolCalls.map((call, position) => ({
            id: callId(call, head.id, position),
            type: 'function',
            function: { name: call.name, arguments: joinText(argumentText(call)) },
          })),
        }),
        refusal: choice.refusal === undefined ? null : joinText(choice.refusal),
        annotations: [],
      },
      logprobs: null,
      finish_reason: finishReason(choice),
    })),
    usage,
    ...rest,
  };
}

function buildChunks(
  head: Head,
  choices: readonly OpenAIChatChoice[],
  usage: JsonObject | undefined,
): JsonObject[] {
  const { id, created, model, service_tier, system_fingerprint } = head;
  const chunk = (list: JsonObject[], chunkUsage: JsonObject | null): JsonObject => ({
    id,
    object: 'chat.completion.chunk',
    created,
    model,
    service_tier,
    system_fingerprint,
    choices: list,
    ...(usage && { usage: chunkUsage }),
    obfuscation: obfuscation(id, JSON.stringify(list)),
  });
  const choiceChunk = (index: number, delta: JsonObject, reason: string | null): JsonObject =>
    chunk([{ index, delta, logprobs: null, finish_reason: reason }], null);
  return [
    ...choices.flatMap((choice, index) =>
      buildDeltas(choice, id).map((delta) => choiceChunk(index, delta, null)),
    ),
    // The API ends all choices of a stream at its end.
    ...choices.map((choice, index) => choiceChunk(index, {}, finishReason(choice))),
    ...(usage ? [chunk([], usage)] : []),
  ];
}

function buildDeltas(choice: OpenAIChatChoice, seed: string): JsonObject[] {
  const calls = (choice.toolCalls ?? []).map((call, index) => buildCallDeltas(call, index, seed));
  const [firstCall] = calls;
  // The first chunk has the role; where the model calls a tool without a word, it has the first call as well.
  const opensWithCall = choice.content === undefined && firstCall !== undefined;
  const opening = opensWithCall ? { content: null, ...firstCall.shift() } : { content: '' };
  return [
    { role: 'assistant', ...opening, refusal: null },
    ...splitText(choice.reasoning ?? '').map((piece) => ({ reasoning_content: piece })),
    ...splitText(choice.content ?? '').map((piece) => ({ content: piece })),
    ...splitText(choice.refusal ?? '').map((piece) => ({ refusal: piece })),
    ...calls.flat(),
  ];
}

function buildCallDeltas(call: OpenAIChatToolCall, index: number, seed: string): JsonObject[] {
  const opening = {
    index,
    id: callId(call, seed, index),
    type: 'function',
    function: { name: call.name, arguments: '' },
  };
  return [
    { tool_calls: [opening] },
    ...splitText(argumentText(call)).map((piece) => ({
      tool_calls: [{ index, function: { arguments: piece } }],
    })),
  ];
}

function argumentText(call: OpenAIChatToolCall): OpenAIFragments {
  return typeof call.arguments === 'string' || Array.isArray(call.arguments)
    ? (call.arguments as OpenAIFragments)
    : JSON.stringify(call.arguments);
}

function callId(call: OpenAIChatToolCall, seed: string, position: number): string {
  return call.id ?? deterministicId('call_', `${seed} call ${position}`);
}

function finishReason(choice: OpenAIChatChoice): string {
  return choice.finishReason ?? (choice.toolCalls ? 'tool_calls' : 'stop');
}

const promptFilterChunk: JsonObject = {
  choices: [],
  created: 0,
  id: '',
  model: '',
  object: '',
  prompt_filter_results: [
    {
      prompt_index: 0,
      content_filter_results: {
        hate: { filtered: false, severity: 'safe' },
        self_harm: { filtered: false, severity: 'safe' },
        sexual: { filtered: false, severity: 'safe' },
        violence: { filtered: false, severity: 'safe' },
      },
    },
  ],
};
