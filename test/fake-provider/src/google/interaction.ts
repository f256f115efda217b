import { deterministicId } from '../deterministic-id.ts';
import type { JsonObject } from '../received-request.ts';
import type { Script, Step } from '../script.ts';
import type { GeminiReplyOptions } from './gemini-reply.ts';
import { plainReply } from './gemini-reply.ts';

/** What an answer of the Interactions API says. */
export interface InteractionDescription {
  readonly id?: string;
  readonly model?: string;
  /** `completed` if not given. */
  readonly status?: string;
  /** Steps as they stand in the plain answer; a string is a `model_output` with that text. */
  readonly steps?: readonly (string | JsonObject)[];
  readonly usage?: JsonObject;
}

/** One answer in both its forms, which say the same. */
export interface Interaction {
  readonly body: JsonObject;
  /** The data of the events of a streamed answer; the event's name is its `event_type`. */
  readonly events: readonly (JsonObject & { readonly event_type: string })[];
}

/** Makes an answer of the Interactions API, plain and streamed, from one description. */
export function interaction(description: InteractionDescription = {}): Interaction {
  const { model = 'gemini-2.5-flash', status = 'completed' } = description;
  const id = description.id ?? deterministicId('v1_', JSON.stringify(description));
  const usage = description.usage ?? {
    total_tokens: 21,
    total_input_tokens: 12,
    input_tokens_by_modality: [{ modality: 'text', tokens: 12 }],
    total_cached_tokens: 0,
    total_output_tokens: 9,
    total_tool_use_tokens: 0,
    total_thought_tokens: 0,
  };
  const steps = (description.steps ?? []).map((step) =>
    typeof step === 'string' ? { content: [{ text: step, type: 'text' }], type: 'model_output' } : step,
  );
  const times = {
    created: '2026-11-21T12:00:00Z',
    updated: '2026-11-21T12:00:01Z',
    service_tier: 'standard',
  };
  const head = { id, status: 'in_progress', object: 'interaction', model };
  return {
    body: { id, status, usage, ...times, steps, object: 'interaction', model },
    events: [
      { interaction: head, event_type: 'interaction.created' },
      { interaction_id: id, status: 'in_progress', event_type: 'interaction.status_update' },
      ...steps.flatMap((step, index) => stepEvents(step, index)),
      {
        interaction: { id, status, usage, ...times, object: 'interaction', model },
        event_type: 'interaction.completed',
      },
    ],
  };
}

function stepEvents(step: JsonObject, index: number): (JsonObject & { event_type: string })[] {
  const { content, signature, ...start } = step;
  const parts = Array.isArray(content) ? (content as JsonObject[]) : [];
  return [
    { index, step: start, event_type: 'step.start' },
    ...parts.map((delta) => ({ index, delta, event_type: 'step.delta' })),
    ...(signature === undefined
      ? []
      : [{ index, delta: { signature, type: 'thought_signature' }, event_type: 'step.delta' }]),
    { index, event_type: 'step.stop' },
  ];
}

/** The script that answers with this interaction: named events in LF lines and `[DONE]` at the end, or the plain body. */
export function interactionReply(answer: Interaction, options: GeminiReplyOptions = {}): Script {
  const { stream = true, faults = [], ...rest } = options;
  if (!stream) return plainReply(answer.body, rest);
  const events = answer.events.map((data): Step => ({ kind: 'event', name: data.event_type, data }));
  const steps: Step[] = [...events, { kind: 'bytes', bytes: 'event: done\ndata: [DONE]\n\n' }];
  return { ...rest, steps: faults.reduce<readonly Step[]>((sound, fault) => fault(sound), steps) };
}
