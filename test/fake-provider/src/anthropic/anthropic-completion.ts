import { deterministicId } from '../deterministic-id.ts';
import type { Script, Step } from '../script.ts';
import type { StreamFault } from '../stream-faults.ts';
import { anthropicHeaders } from './anthropic-headers.ts';

/** What an answer of the legacy Text Completions API says. Everything has a default. */
export interface AnthropicCompletionDescription {
  readonly model?: string;
  /** The text, in the pieces in which it is streamed. */
  readonly pieces?: readonly string[];
  readonly stopReason?: string;
}

/**
 * An answer of the legacy Text Completions API, which never reports usage. Streamed, as the reference of the API shows it
 * ("Streaming Text Completions"): pieces of the text, a ping after the first, and an empty piece with the stop reason last.
 */
export function anthropicCompletionReply(
  description: AnthropicCompletionDescription = {},
  options: { stream?: boolean; faults?: readonly StreamFault[] } = {},
): Script {
  const { model = 'claude-2.1', pieces = [' Hello', '!'], stopReason = 'stop_sequence' } = description;
  const { stream = true, faults = [] } = options;
  const id = deterministicId('compl_01', JSON.stringify(description));
  const headers = anthropicHeaders(deterministicId('req_011', id));
  const completion = (text: string, reason: string | null): object => ({
    type: 'completion',
    id,
    completion: text,
    stop_reason: reason,
    model,
  });
  if (!stream) return { headers, body: completion(pieces.join(''), stopReason) };
  const event = (name: string, data: object): Step => ({ kind: 'event', name, data });
  const [first, ...rest] = [
    ...pieces.map((piece) => event('completion', completion(piece, null))),
    event('completion', completion('', stopReason)),
  ];
  const steps = [...(first ? [first] : []), event('ping', { type: 'ping' }), ...rest];
  return {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache', ...headers },
    steps: faults.reduce<readonly Step[]>((sound, fault) => fault(sound), steps),
  };
}
