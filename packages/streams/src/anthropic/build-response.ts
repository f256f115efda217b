import type { Part } from '../model/message.ts';
import type { Response } from '../model/response.ts';
import { mapStopReason } from './map-stop-reason.ts';
import { type MessageUsage, totalUsage } from './read-usage.ts';

/** What is known of a Messages answer, streamed or not; `parts` only when content is kept. */
export interface MessageState {
  id: string | undefined;
  model: string | undefined;
  role: string | undefined;
  stopReason: string | undefined;
  serviceTier: string | undefined;
  inferenceGeo: string | undefined;
  speed: string | undefined;
  usage: MessageUsage | undefined;
  outputBytes: number;
  parts: Part[] | undefined;
}

/** The neutral response of a Messages answer. The Messages API gives one choice, always. */
export function buildResponse(state: MessageState): Response {
  const { id, model, role = 'assistant', stopReason, serviceTier, outputBytes, parts } = state;
  const usage = state.usage && totalUsage(state.usage);
  return {
    ...(id !== undefined && { id }),
    ...(model !== undefined && { model }),
    finishReasons: [mapStopReason(stopReason)],
    ...(usage && { usage }),
    ...(serviceTier !== undefined && { serviceTier }),
    ...(isPriced(state.inferenceGeo) && { inferenceGeo: state.inferenceGeo }),
    ...(isPriced(state.speed) && { speed: state.speed }),
    outputBytes,
    ...(parts && { output: [{ role, parts }] }),
  };
}

/** Values of `usage.inference_geo` and `usage.speed` that change no price (`BetaUsage` of @anthropic-ai/sdk 1.11.0). */
const unpriced = new Set(['global', 'not_available', 'standard']);

function isPriced(value: string | undefined): value is string {
  return value !== undefined && !unpriced.has(value);
}
