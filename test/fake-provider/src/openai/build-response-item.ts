import { deterministicId } from '../deterministic-id.ts';
import type { JsonObject } from '../received-request.ts';
import { joinText, splitText } from './fragments.ts';
import type { OpenAIFragments } from './fragments.ts';
import { obfuscation } from './obfuscation.ts';
import type { OpenAIReasoningItem, OpenAIResponseItem } from './openai-response-item.ts';

/** The data of one event, still without its `sequence_number`; the event's name is its `type`. */
export type OpenAIResponseEvent = JsonObject & { readonly type: string };

/** Both forms of one output item. */
export interface ResponseItemForms {
  readonly body: JsonObject;
  readonly events: readonly OpenAIResponseEvent[];
}

/** Makes the plain and the streamed form of an output item; `seed` makes the ids that the item leaves out. */
export function buildResponseItem(
  item: OpenAIResponseItem,
  outputIndex: number,
  seed: string,
): ResponseItemForms {
  const identify = (prefix: string): string => deterministicId(prefix, `${seed} ${item.type} ${outputIndex}`);
  const place = (id: string): JsonObject => ({ item_id: id, output_index: outputIndex });
  switch (item.type) {
    case 'message':
    case 'refusal':
      return buildMessage(item, identify('msg_'), outputIndex);
    case 'reasoning':
      return buildReasoning(item, identify('rs_'), outputIndex);
    case 'function_call': {
      const id = identify('fc_');
      const text: OpenAIFragments =
        typeof item.arguments === 'string' || Array.isArray(item.arguments)
          ? (item.arguments as OpenAIFragments)
          : JSON.stringify(item.arguments);
      const call = { type: item.type, call_id: item.callId ?? identify('call_'), name: item.name };
      const whole = { id, ...call, status: 'completed', arguments: joinText(text) };
      return wrap(whole, { ...whole, status: 'in_progress', arguments: '' }, outputIndex, [
        ...buildDeltas('response.function_call_arguments', text, place(id), id),
        { type: 'response.function_call_arguments.done', arguments: joinText(text), ...place(id) },
      ]);
    }
    case 'custom_tool_call': {
      const id = identify('ctc_');
      const call = { type: item.type, call_id: item.callId ?? identify('call_'), name: item.name };
      const whole = { id, ...call, status: 'completed', input: joinText(item.input) };
      return wrap(whole, { ...whole, status: 'in_progress', input: '' }, outputIndex, [
        ...buildDeltas('response.custom_tool_call_input', item.input, place(id), id),
        { type: 'response.custom_tool_call_input.done', input: joinText(item.input), ...place(id) },
      ]);
    }
    case 'web_search_call': {
      const id = identify('ws_');
      const action = { type: 'search', queries: [item.query], query: item.query };
      const whole = { id, type: item.type, status: 'completed', action };
      return wrap(whole, { id, type: item.type, status: 'in_progress' }, outputIndex, [
        { type: 'response.web_search_call.in_progress', ...place(id) },
        { type: 'response.web_search_call.searching', ...place(id) },
        { type: 'response.web_search_call.completed', ...place(id) },
      ]);
    }
    default:
      return wrap(item.item, item.item, outputIndex, []);
  }
}

function buildMessage(
  item: Extract<OpenAIResponseItem, { type: 'message' | 'refusal' }>,
  id: string,
  outputIndex: number,
): ResponseItemForms {
  const head = { id, type: 'message', status: 'completed' };
  const place = { content_index: 0, item_id: id, output_index: outputIndex };
  const isText = item.type === 'message';
  const fragments = isText ? item.text : item.refusal;
  const field = isText ? 'text' : 'refusal';
  const open = isText
    ? { type: 'output_text', annotations: [], logprobs: [], text: '' }
    : { type: 'refusal', refusal: '' };
  const annotations = isText ? (item.annotations ?? []) : [];
  const part = { ...open, [field]: joinText(fragments), ...(isText && { annotations }) };
  const stem = isText ? 'response.output_text' : 'response.refusal';
  const whole = { ...head, content: [part], role: 'assistant' };
  return wrap(whole, { ...whole, status: 'in_progress', content: [] }, outputIndex, [
    { type: 'response.content_part.added', ...place, part: open },
    ...buildDeltas(stem, fragments, { ...place, ...(isText && { logprobs: [] }) }, id),
    ...annotations.map((annotation, index) => ({
      type: 'response.output_text.annotation.added',
      ...place,
      annotation,
      annotation_index: index,
    })),
    { type: `${stem}.done`, ...place, [field]: joinText(fragments), ...(isText && { logprobs: [] }) },
    { type: 'response.content_part.done', ...place, part },
  ]);
}

function buildReasoning(item: OpenAIReasoningItem, id: string, outputIndex: number): ResponseItemForms {
  const summaries = item.summaries ?? [];
  const whole = {
    id,
    type: 'reasoning',
    ...(item.encryptedContent !== undefined && { encrypted_content: item.encryptedContent }),
    summary: summaries.map((text) => ({ type: 'summary_text', text: joinText(text) })),
  };
  const events = summaries.flatMap((text, index): OpenAIResponseEvent[] => {
    const place = { item_id: id, output_index: outputIndex, summary_index: index };
    const part = { type: 'summary_text', text: joinText(text) };
    return [
      { type: 'response.reasoning_summary_part.added', ...place, part: { type: 'summary_text', text: '' } },
      ...buildDeltas('response.reasoning_summary_text', text, place, id),
      { type: 'response.reasoning_summary_text.done', ...place, text: part.text },
      { type: 'response.reasoning_summary_part.done', ...place, part },
    ];
  });
  return wrap(whole, { ...whole, summary: [] }, outputIndex, events);
}

function buildDeltas(
  stem: string,
  fragments: OpenAIFragments,
  place: JsonObject,
  seed: string,
): OpenAIResponseEvent[] {
  return splitText(fragments).map((delta) => ({
    type: `${stem}.delta`,
    ...place,
    delta,
    obfuscation: obfuscation(`${seed} ${delta}`, delta),
  }));
}

function wrap(
  body: JsonObject,
  open: JsonObject,
  outputIndex: number,
  events: readonly OpenAIResponseEvent[],
): ResponseItemForms {
  return {
    body,
    events: [
      { type: 'response.output_item.added', item: open, output_index: outputIndex },
      ...events,
      { type: 'response.output_item.done', item: body, output_index: outputIndex },
    ],
  };
}
