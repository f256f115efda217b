import type { JsonObject } from '../received-request.ts';
import type { Step } from '../script.ts';

/** One answer of an OpenAI API in both its forms, which say the same. */
export interface OpenAIAnswer {
  /** The API's path below the base URL, for example `/chat/completions`. */
  readonly path: string;
  /** Parameters without which the API answers 400. */
  readonly required: readonly string[];
  /** The body of a plain answer. */
  readonly body: JsonObject;
  /** The events of a streamed answer to this request body; absent where the API has no streams. */
  readonly steps?: (request: JsonObject) => readonly Step[];
}

/** Whether a request asks for the usage of a stream. */
export function asksForUsage(request: JsonObject): boolean {
  const options = request['stream_options'] as { include_usage?: unknown } | null | undefined;
  return options?.include_usage === true;
}

/** The end of the streams of chat and completions; no event for the faults that count events. */
export const done: Step = { kind: 'bytes', bytes: 'data: [DONE]\n\n' };
