import type { Cutting, Script, Step, Wait } from '../script.ts';
import type { StreamFault } from '../stream-faults.ts';
import type { GeminiAnswer } from './gemini-answer.ts';

export interface GeminiReplyOptions extends Cutting {
  /** Events (the default) or the plain body. */
  readonly stream?: boolean;
  /** Applied in this order to a stream; a plain body has none. */
  readonly faults?: readonly StreamFault[];
  /** What to wait for before status and headers are sent. */
  readonly headersAfter?: Wait;
}

const headers = { vary: 'Origin, X-Origin, Referer', server: 'scaffolding on HTTPServer2' };

/** The script that answers with this message. The Gemini API ends the lines of a stream in CRLF, Vertex in LF. */
export function geminiReply(answer: GeminiAnswer, options: GeminiReplyOptions = {}): Script {
  const { stream = true, faults = [], ...rest } = options;
  if (!stream) return plainReply(answer.body, rest);
  const lineEnd = answer.service === 'gemini' ? ({ lineEnd: '\r\n' } as const) : {};
  const steps = answer.chunks.map((data): Step => ({ kind: 'event', data, ...lineEnd }));
  return {
    ...rest,
    headers: { 'content-type': 'text/event-stream', 'content-disposition': 'attachment', ...headers },
    steps: faults.reduce<readonly Step[]>((sound, fault) => fault(sound), steps),
  };
}

/** A plain JSON answer, indented as Google's servers indent it. */
export function plainReply(body: unknown, options: Cutting & { headersAfter?: Wait } = {}): Script {
  const text = `${JSON.stringify(body, undefined, 2)}\n`;
  return {
    ...options,
    headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
    body: text,
  };
}
