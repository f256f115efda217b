import type { JsonObject } from '../received-request.ts';
import type { OpenAIFragments } from './fragments.ts';

/** A message with one text. `annotations` are whole annotation objects. */
export interface OpenAIMessageItem {
  readonly type: 'message';
  readonly text: OpenAIFragments;
  readonly annotations?: readonly JsonObject[];
}

/** A message that refuses. */
export interface OpenAIRefusalItem {
  readonly type: 'refusal';
  readonly refusal: OpenAIFragments;
}

/** A reasoning item; each summary is one part. */
export interface OpenAIReasoningItem {
  readonly type: 'reasoning';
  readonly summaries?: readonly OpenAIFragments[];
  readonly encryptedContent?: string;
}

/** A call of a function of the program; `arguments` as an object is sent as JSON. */
export interface OpenAIFunctionCallItem {
  readonly type: 'function_call';
  readonly name: string;
  readonly arguments: JsonObject | OpenAIFragments;
  readonly callId?: string;
}

/** A call of a tool of the program that takes free text. */
export interface OpenAICustomToolCallItem {
  readonly type: 'custom_tool_call';
  readonly name: string;
  readonly input: OpenAIFragments;
  readonly callId?: string;
}

/** A web search that the provider made. */
export interface OpenAIWebSearchItem {
  readonly type: 'web_search_call';
  readonly query: string;
}

/** Any other output item in the API's own shape: sent whole in its `output_item` events. */
export interface OpenAIWholeItem {
  readonly type: 'whole';
  readonly item: JsonObject;
}

/** An output item of the Responses API, with what is tedious left out. */
export type OpenAIResponseItem =
  | OpenAIMessageItem
  | OpenAIRefusalItem
  | OpenAIReasoningItem
  | OpenAIFunctionCallItem
  | OpenAICustomToolCallItem
  | OpenAIWebSearchItem
  | OpenAIWholeItem;
