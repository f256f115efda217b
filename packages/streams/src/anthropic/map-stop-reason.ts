import { readText } from '../accumulate/read-fields.ts';

const finishReasons = new Map([
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['tool_use', 'tool_call'],
  ['refusal', 'content_filter'],
  ['compaction', 'compaction'],
]);

/**
 * The finish reason of a Messages answer in the words of the GenAI schema. `pause_turn` and reasons that are not known
 * here stay as they are; a reason that never arrived is `error`.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons
 * @see `BetaStopReason` in `resources/beta/messages/messages.d.ts` of @anthropic-ai/sdk 1.11.0
 */
export function mapStopReason(stopReason: unknown): string {
  const reason = readText(stopReason);
  return reason === undefined ? 'error' : (finishReasons.get(reason) ?? reason);
}
