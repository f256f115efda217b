import type { PriceCase } from './price-case.ts';

/** Gateways, other services, unknown models, and counts that make no sense. Letters in brackets: see `PriceCase`. */
export const otherCases: Record<string, PriceCase> = {
  // [G] openrouter/anthropic/claude-sonnet-4.5: 3 in, 15 out: 1,000 x 3 + 100 x 15 = 4,500.
  'gateway: prefixes': {
    provider: 'litellm',
    model: 'openrouter/anthropic/claude-sonnet-4.5',
    usage: { inputTokens: 1000, outputTokens: 100 },
    cost: 0.0045,
  },
  // [G] OpenAI's: 3,500.
  'gateway: a provider before the model': {
    provider: 'portkey',
    model: 'openai/gpt-4o',
    usage: { inputTokens: 1000, outputTokens: 100 },
    cost: 0.0035,
  },
  // What the gateway charges counts, not 3,500.
  'gateway: its own cost wins': {
    provider: 'openrouter',
    model: 'openai/gpt-4o',
    usage: { inputTokens: 1000, outputTokens: 100, reportedCost: { amount: 0.00333, currency: 'USD' } },
    cost: 0.00333,
  },
  // A tier of a service whose tiers are no matter of price. [G] 0.59 in, 0.79 out: 590 + 79 = 669.
  'groq: on_demand': {
    provider: 'groq',
    model: 'llama-3.3-70b-versatile',
    serviceTier: 'on_demand',
    usage: { inputTokens: 1000, outputTokens: 100 },
    cost: 0.000669,
  },
  // [G] 12/K requests, 1 in, 1 out: 12,000 + 100 + 10 = 12,110.
  'perplexity: paid by the request too': {
    provider: 'perplexity',
    model: 'sonar',
    usage: { inputTokens: 100, outputTokens: 10 },
    cost: 0.01211,
  },
  'local: free, not unknown': {
    provider: 'openai',
    model: 'ollama/llama3:8b',
    usage: { inputTokens: 1000, outputTokens: 100 },
    cost: 0,
  },
  'unknown model': {
    provider: 'openai',
    model: 'gpt-42',
    usage: { inputTokens: 1000, outputTokens: 100 },
    cost: undefined,
  },
  'unknown provider': {
    provider: 'acme',
    model: 'gpt-4o',
    usage: { inputTokens: 1000, outputTokens: 100 },
    cost: undefined,
  },
  // Seen in traffic: more cached than there is input. The cached part is believed: 5,000 x 1.25 + 10 x 10 = 6,250 + 100 = 6,350.
  'odd: cache above the input': {
    provider: 'openai',
    model: 'gpt-4o',
    usage: { inputTokens: 1000, outputTokens: 10, cacheReadTokens: 5000 },
    cost: 0.00635,
  },
  // Seen in traffic (553 of 514): reasoning above the output. The total is believed: 100 x 1.25 + 514 x 10 = 125 + 5,140 = 5,265.
  'odd: reasoning above the output': {
    provider: 'openai',
    model: 'gpt-5.1',
    usage: { inputTokens: 100, outputTokens: 514, reasoningTokens: 553 },
    cost: 0.005265,
  },
  // More audio than output: the total is believed, all of it audio: 100 x 80 = 8,000.
  'odd: audio above the output': {
    provider: 'openai',
    model: 'gpt-4o-audio-preview',
    usage: { inputTokens: 0, outputTokens: 100, outputByModality: { audio: 500 } },
    cost: 0.008,
  },
  'odd: counts that are no counts': {
    provider: 'openai',
    model: 'gpt-4o',
    usage: { inputTokens: Number.NaN, outputTokens: -5, cacheReadTokens: Number.POSITIVE_INFINITY },
    cost: 0,
  },
};
