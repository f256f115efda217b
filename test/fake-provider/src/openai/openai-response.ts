import { deterministicId } from '../deterministic-id.ts';
import type { JsonObject } from '../received-request.ts';
import type { Step } from '../script.ts';
import { buildResponseItem } from './build-response-item.ts';
import type { OpenAIResponseEvent } from './build-response-item.ts';
import type { OpenAIAnswer } from './openai-answer.ts';
import type { OpenAIResponseItem } from './openai-response-item.ts';
import { completeResponseUsage } from './openai-usage.ts';
import type { OpenAIResponseUsage } from './openai-usage.ts';

/** What an answer of the Responses API says. Everything has a default; times, ids and counts never come from chance. */
export interface OpenAIResponseDescription {
  readonly id?: string;
  /** The model that answered; `gpt-4o-mini-2024-07-18` if not given. */
  readonly model?: string;
  /** A string is a message; one message, `Hello`, if not given. */
  readonly items?: readonly (string | OpenAIResponseItem)[];
  readonly usage?: Partial<OpenAIResponseUsage>;
  /** `completed` if not given. `queued` is the plain answer to a request that runs in the background. */
  readonly status?: 'completed' | 'incomplete' | 'failed' | 'queued';
  /** Why the answer is incomplete; `max_output_tokens` if not given. */
  readonly incompleteReason?: string;
  /** Why the answer failed; `server_error` if not given. */
  readonly error?: { readonly code: string; readonly message: string };
  readonly serviceTier?: string;
  /** Left-out `event:` lines, `data: [DONE]` at the end: how compatible services send it. */
  readonly compatible?: boolean;
}

/** Makes an answer of the Responses API, plain and streamed, from one description. */
export function openAIResponse(description: OpenAIResponseDescription = {}): OpenAIAnswer {
  const id = description.id ?? deterministicId('resp_', JSON.stringify(description));
  const items = (description.items ?? ['Hello']).map((item): OpenAIResponseItem =>
    typeof item === 'string' ? { type: 'message', text: item } : item,
  );
  const built = items.map((item, index) => buildResponseItem(item, index, id));
  const status = description.status ?? 'completed';
  const open = buildResponse(description, id, { status: 'in_progress', output: [], usage: null });
  const body = buildResponse(description, id, {
    status,
    output: status === 'queued' ? [] : built.map((item) => item.body),
    // A failed answer reports no usage.
    usage: status === 'failed' || status === 'queued' ? null : completeResponseUsage(description.usage),
  });
  const events: OpenAIResponseEvent[] = [
    { type: 'response.created', response: open },
    { type: 'response.in_progress', response: open },
    ...built.flatMap((item) => item.events),
    { type: `response.${status}`, response: body },
  ];
  return {
    path: '/responses',
    required: ['model', 'input'],
    body,
    steps: () => {
      const steps = events.map((event, index): Step => ({
        kind: 'event',
        ...(!description.compatible && { name: event.type }),
        data: { ...event, sequence_number: index },
      }));
      return description.compatible ? [...steps, { kind: 'bytes', bytes: 'data: [DONE]\n\n' }] : steps;
    },
  };
}

function buildResponse(description: OpenAIResponseDescription, id: string, state: JsonObject): JsonObject {
  const { status, output, usage } = state;
  const isOver = status !== 'in_progress' && status !== 'queued';
  const error = { code: 'server_error', message: 'The server had an error.', ...description.error };
  return {
    id,
    object: 'response',
    created_at: 1763690400,
    status,
    background: status === 'queued',
    completed_at: status === 'completed' ? 1763690403 : null,
    error: status === 'failed' ? error : null,
    frequency_penalty: 0,
    incomplete_details:
      status === 'incomplete' ? { reason: description.incompleteReason ?? 'max_output_tokens' } : null,
    instructions: null,
    max_output_tokens: null,
    model: description.model ?? 'gpt-4o-mini-2024-07-18',
    output,
    parallel_tool_calls: true,
    presence_penalty: 0,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    // While it runs the API repeats the tier that was asked for.
    service_tier: isOver ? (description.serviceTier ?? 'default') : 'auto',
    store: true,
    temperature: 1,
    text: { format: { type: 'text' }, verbosity: 'medium' },
    tool_choice: 'auto',
    tools: [],
    top_logprobs: 0,
    top_p: 1,
    truncation: 'disabled',
    usage,
    user: null,
    metadata: {},
  };
}
