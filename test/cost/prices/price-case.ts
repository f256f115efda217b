import type { Response, Usage } from '@tokenspan/streams';

/**
 * A priced call, with the sum that was worked by hand in the comment before it.
 *
 * Rates are USD per million tokens ("/M") or per thousand uses ("/K").
 * Sources: [G] @pydantic/genai-prices 0.1.8, published 2026-09-23; [A] platform.claude.com/docs/en/about-claude/pricing, read
 * 2026-11-21; [R] platform.claude.com/docs/en/manage-claude/data-residency, read 2026-11-21; [AF]
 * platform.claude.com/docs/en/build-with-claude/fast-mode, read 2026-11-21; [O] developers.openai.com/api/docs/pricing, read
 * 2026-08-27; [OF] openai.com/api-fast-mode, read 2026-11-21; [OA] developers.openai.com/api/docs/models/gpt-4o-audio-preview,
 * read 2026-11-21; [V] vercel.com/ai-gateway/models/<model>-fast, read 2026-11-21; [L] litellm's
 * model_prices_and_context_window.json, read 2026-11-21; [Q] ai.google.dev/gemini-api/docs/optimization, read 2026-11-21.
 */
export interface PriceCase extends Pick<Response, 'serviceTier' | 'inferenceGeo' | 'speed'> {
  /** A value of `gen_ai.provider.name`. */
  provider: string;
  model: string;
  usage: Usage;
  /** The day of the request; 2026-11-01 if not given. */
  on?: string;
  /** USD; `undefined` where the price is not known. */
  cost: number | undefined;
}
