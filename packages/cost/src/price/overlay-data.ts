import type { Rates } from './rates.ts';

/** Where and when an entry was read. */
export interface Evidence {
  url: string;
  /** The day on which a copy of the page was read, `YYYY-MM-DD`. */
  date: string;
}

/** Rates of a model that the price list lacks: added to what it has, or all there is. */
export interface OverlayModel extends Evidence {
  /** Names of genai-prices (see `providers.ts`). */
  provider: string;
  /** The longest name that matches counts, see `matchesModel`. */
  model: string;
  rates: Rates;
}

/** What a way of being served does to the token rates of a model. */
export interface OverlayFactor extends Evidence {
  provider: string;
  /** Absent: every model of the provider. */
  model?: string;
  kind: 'tier' | 'geography' | 'speed';
  /** Values of the answer's service tier, inference geography or speed. */
  values: readonly string[];
  /** Multiplies every token rate. */
  factor?: number;
  /** Takes the place of the rates that it names. */
  rates?: Rates;
}

const OPENAI_FAST = { url: 'https://openai.com/api-fast-mode/', date: '2026-11-21' };
const OPENAI_PRICING = { url: 'https://developers.openai.com/api/docs/pricing', date: '2026-08-27' };
const CLAUDE_PRICING = {
  url: 'https://platform.claude.com/docs/en/about-claude/pricing',
  date: '2026-11-21',
};
const CLAUDE_FAST = {
  url: 'https://platform.claude.com/docs/en/build-with-claude/fast-mode',
  date: '2026-11-21',
};
const GEMINI_TIERS = { url: 'https://ai.google.dev/gemini-api/docs/optimization', date: '2026-11-21' };
const FINE_TUNED = {
  url: 'https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json',
  date: '2026-11-21',
};

/**
 * OpenAI's fast mode (`priority` until July 2026) has its own rates for older models; the gateway's pages quote input and
 * output; cached input keeps its share of the input.
 */
function describeFast(model: string, input: number, cacheRead: number, output: number): OverlayFactor {
  const slug = `${model}-fast`;
  return {
    provider: 'openai',
    model,
    kind: 'tier',
    values: ['priority', 'fast'],
    rates: { input, cacheRead, output },
    url: `https://vercel.com/ai-gateway/models/${slug}.md`,
    date: '2026-11-21',
  };
}

/** Models and rates that genai-prices 0.1.8 does not have. */
export const overlayModels: readonly OverlayModel[] = [
  {
    provider: 'openai',
    model: 'gpt-4o-audio-preview',
    rates: { inputAudio: 40, outputAudio: 80 },
    url: 'https://developers.openai.com/api/docs/models/gpt-4o-audio-preview.md',
    date: '2026-11-21',
  },
  {
    provider: 'openai',
    model: 'gpt-4o-mini-audio-preview',
    rates: { inputAudio: 10, outputAudio: 20 },
    url: 'https://developers.openai.com/api/docs/models/gpt-4o-mini-audio-preview.md',
    date: '2026-11-21',
  },
  {
    provider: 'openai',
    model: 'ft:gpt-4.1',
    rates: { input: 3, cacheRead: 0.75, output: 12 },
    ...FINE_TUNED,
  },
  {
    provider: 'openai',
    model: 'ft:gpt-4.1-mini',
    rates: { input: 0.8, cacheRead: 0.2, output: 3.2 },
    ...FINE_TUNED,
  },
  {
    provider: 'openai',
    model: 'ft:gpt-4.1-nano',
    rates: { input: 0.2, cacheRead: 0.05, output: 0.8 },
    ...FINE_TUNED,
  },
  {
    provider: 'openai',
    model: 'ft:gpt-4o',
    rates: { input: 3.75, cacheRead: 1.875, output: 15 },
    ...FINE_TUNED,
  },
  {
    provider: 'openai',
    model: 'ft:gpt-4o-mini',
    rates: { input: 0.3, cacheRead: 0.15, output: 1.2 },
    ...FINE_TUNED,
  },
];

/**
 * What tiers, geographies and speeds do to the rates. The entry with the longest model name counts; a value that no entry
 * names leaves the price unknown.
 */
export const overlayFactors: readonly OverlayFactor[] = [
  { provider: 'openai', kind: 'tier', values: ['batch', 'flex'], factor: 0.5, ...OPENAI_PRICING },
  {
    provider: 'openai',
    kind: 'tier',
    values: ['default', 'auto', 'standard', 'scale'],
    factor: 1,
    ...OPENAI_PRICING,
  },
  // "The same model costs twice as much in Fast mode"; the table of the page shows 2 for all models but those below.
  { provider: 'openai', kind: 'tier', values: ['priority', 'fast'], factor: 2, ...OPENAI_PRICING },
  {
    provider: 'openai',
    model: 'gpt-5.5',
    kind: 'tier',
    values: ['priority', 'fast'],
    factor: 2.5,
    ...OPENAI_FAST,
  },
  describeFast('gpt-4.1', 3.5, 0.875, 14),
  describeFast('gpt-4.1-mini', 0.7, 0.175, 2.8),
  describeFast('gpt-4.1-nano', 0.2, 0.05, 0.8),
  describeFast('gpt-4o', 4.25, 2.125, 17),
  describeFast('gpt-4o-mini', 0.25, 0.125, 1),
  describeFast('o4-mini', 2, 0.5, 8),
  { provider: 'anthropic', kind: 'tier', values: ['batch'], factor: 0.5, ...CLAUDE_PRICING },
  // Priority is paid by a commitment; what it uses is worth the standard rates.
  {
    provider: 'anthropic',
    kind: 'tier',
    values: ['standard', 'standard_only', 'priority', 'auto'],
    factor: 1,
    ...CLAUDE_PRICING,
  },
  {
    provider: 'anthropic',
    kind: 'geography',
    values: ['us'],
    factor: 1.1,
    url: 'https://platform.claude.com/docs/en/manage-claude/data-residency',
    date: '2026-11-21',
  },
  { provider: 'anthropic', kind: 'speed', values: ['standard'], factor: 1, ...CLAUDE_FAST },
  ...['claude-opus-4-6', 'claude-opus-4-7'].map((model): OverlayFactor => ({
    provider: 'anthropic',
    model,
    kind: 'speed',
    values: ['fast'],
    factor: 6,
    ...CLAUDE_FAST,
  })),
  ...['claude-opus-4-8', 'claude-opus-5'].map((model): OverlayFactor => ({
    provider: 'anthropic',
    model,
    kind: 'speed',
    values: ['fast'],
    factor: 2,
    url: 'https://vercel.com/ai-gateway/models/claude-opus-5-fast.md',
    date: '2026-11-21',
  })),
  { provider: 'google', kind: 'tier', values: ['batch', 'flex'], factor: 0.5, ...GEMINI_TIERS },
  {
    provider: 'google',
    kind: 'tier',
    values: ['standard', 'default', 'auto', 'unspecified', 'on_demand'],
    factor: 1,
    ...GEMINI_TIERS,
  },
];

/** OpenAI's long prompts begin above 272,000 tokens; the list says "above 271,999" for most of its models. */
export const OPENAI_LONG_CONTEXT: { listed: number; actual: number } & Evidence = {
  listed: 271_999,
  actual: 272_000,
  ...OPENAI_PRICING,
};
