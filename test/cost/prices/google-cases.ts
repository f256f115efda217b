import type { PriceCase } from './price-case.ts';

/** Gemini's prices, at both of its services. Letters in brackets: see `PriceCase`. */
export const googleCases: Record<string, PriceCase> = {
  // [G] 1.25 in, 0.125 read, 10 out: 1,000 x 1.25 + 9,000 x 0.125 + 700 x 10 = 1,250 + 1,125 + 7,000 = 9,375.
  'google: cached input and thoughts': {
    provider: 'gcp.gemini',
    model: 'gemini-2.5-pro',
    usage: { inputTokens: 10_000, outputTokens: 700, cacheReadTokens: 9000, reasoningTokens: 600 },
    cost: 0.009375,
  },
  // [G] Above 200,000: 2.5 in, 15 out: 200,001 x 2.5 + 100 x 15 = 500,002.5 + 1,500 = 501,502.5.
  'google: long context': {
    provider: 'gcp.vertex_ai',
    model: 'publishers/google/models/gemini-2.5-pro',
    usage: { inputTokens: 200_001, outputTokens: 100 },
    cost: 0.5015025,
  },
  // [G] 0.3 text, 1 audio in, 2.5 out: 500 x 0.3 + 1,500 x 1 + 100 x 2.5 = 150 + 1,500 + 250 = 1,900.
  'google: audio input': {
    provider: 'gcp.gemini',
    model: 'models/gemini-2.5-flash',
    usage: { inputTokens: 2000, outputTokens: 100, inputByModality: { text: 500, audio: 1500 } },
    cost: 0.0019,
  },
  // [G] Cached audio 0.1, cached text 0.03: audio 1,000 of which 400 cached, text 1,000 of which 600 cached:
  // 400 x 0.3 + 600 x 1 + 600 x 0.03 + 400 x 0.1 = 120 + 600 + 18 + 40 = 778.
  'google: cached audio': {
    provider: 'gcp.gemini',
    model: 'gemini-2.5-flash',
    usage: {
      inputTokens: 2000,
      outputTokens: 0,
      cacheReadTokens: 1000,
      inputByModality: { text: 1000, audio: 1000 },
      cacheReadByModality: { text: 600, audio: 400 },
    },
    cost: 0.000778,
  },
  // [G] 0.75 in, 3.75 out in 2026: 1,000 x 0.75 + 1,000 x 3.75 = 4,500.
  'google: before a price that is announced': {
    provider: 'gcp.gemini',
    model: 'gemini-3.8-flash',
    on: '2026-12-31',
    usage: { inputTokens: 1000, outputTokens: 1000 },
    cost: 0.0045,
  },
  // [G] 1.5 in, 7.5 out from 2027-01-01: 9,000.
  'google: after a price that is announced': {
    provider: 'gcp.gemini',
    model: 'gemini-3.8-flash',
    on: '2027-01-01',
    usage: { inputTokens: 1000, outputTokens: 1000 },
    cost: 0.009,
  },
  // [Q] Half: (1,000 x 1.25 + 100 x 10) / 2 = 2,250 / 2 = 1,125.
  'google: flex': {
    provider: 'gcp.gemini',
    model: 'gemini-2.5-pro',
    serviceTier: 'flex',
    usage: { inputTokens: 1000, outputTokens: 100 },
    cost: 0.001125,
  },
  // [Q] "75 % to 100 % more": not one number, so no price.
  'google: priority has no one price': {
    provider: 'gcp.gemini',
    model: 'gemini-2.5-pro',
    serviceTier: 'priority',
    usage: { inputTokens: 1000, outputTokens: 100 },
    cost: undefined,
  },
};
