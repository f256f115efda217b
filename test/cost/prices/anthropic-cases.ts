import type { PriceCase } from './price-case.ts';

/** Claude's prices, at Anthropic and on Bedrock. Letters in brackets: see `PriceCase`. */
export const anthropicCases: Record<string, PriceCase> = {
  // [G] 3/M in, 15/M out. 1,000 x 3 + 500 x 15 = 3,000 + 7,500 = 10,500 millionths.
  'anthropic: plain': {
    provider: 'anthropic',
    model: 'claude-sonnet-4-6',
    usage: { inputTokens: 1000, outputTokens: 500 },
    cost: 0.0105,
  },
  // [G, A] 3 in, 3.75 five-minute write, 6 one-hour write, 0.3 read, 15 out. Input total 54,000 = 1,000 + 1,000 + 2,000 + 50,000.
  // 1,000 x 3 + 1,000 x 3.75 + 2,000 x 6 + 50,000 x 0.3 + 500 x 15 = 3,000 + 3,750 + 12,000 + 15,000 + 7,500 = 41,250.
  'anthropic: both kinds of cache write and a read': {
    provider: 'anthropic',
    model: 'claude-sonnet-4-6',
    usage: {
      inputTokens: 54_000,
      outputTokens: 500,
      cacheReadTokens: 50_000,
      cacheWriteTokens: 3000,
      cacheWrite5mTokens: 1000,
      cacheWrite1hTokens: 2000,
    },
    cost: 0.04125,
  },
  // [G] A write without its split is a five-minute write: 100 x 3 + 900 x 3.75 + 10 x 15 = 300 + 3,375 + 150 = 3,825.
  'anthropic: cache write without a split': {
    provider: 'anthropic',
    model: 'claude-sonnet-4-6',
    usage: { inputTokens: 1000, outputTokens: 10, cacheWriteTokens: 900 },
    cost: 0.003825,
  },
  // [G] 1 in, 0.1 read, 2 one-hour write, 5 out: 20 x 1 + 4,000 x 0.1 + 600 x 2 + 100 x 5 = 20 + 400 + 1,200 + 500 = 2,120.
  'anthropic: haiku 4.5, one-hour cache': {
    provider: 'anthropic',
    model: 'claude-haiku-4-5-20251001',
    usage: {
      inputTokens: 4620,
      outputTokens: 100,
      cacheReadTokens: 4000,
      cacheWriteTokens: 600,
      cacheWrite1hTokens: 600,
    },
    cost: 0.00212,
  },
  // [G, A] 5 in, 25 out (the seed's table said 15/75): 2,000 x 5 + 1,000 x 25 = 10,000 + 25,000 = 35,000.
  'anthropic: opus 4.5': {
    provider: 'anthropic',
    model: 'claude-opus-4-5-20251101',
    usage: { inputTokens: 2000, outputTokens: 1000 },
    cost: 0.035,
  },
  // [G, A] 4 in, 5 write, 8 one-hour write, 0.2 read, 20 out: 100 x 4 + 200 x 5 + 300 x 8 + 1,000 x 0.2 + 50 x 20 =
  // 400 + 1,000 + 2,400 + 200 + 1,000 = 5,000.
  'anthropic: opus 5.5': {
    provider: 'anthropic',
    model: 'claude-opus-5-5',
    usage: {
      inputTokens: 1600,
      outputTokens: 50,
      cacheReadTokens: 1000,
      cacheWriteTokens: 500,
      cacheWrite5mTokens: 200,
      cacheWrite1hTokens: 300,
    },
    cost: 0.005,
  },
  // [G] Thinking is inside the output: 100 x 3 + 900 x 15 = 300 + 13,500 = 13,800.
  'anthropic: thinking': {
    provider: 'anthropic',
    model: 'claude-sonnet-4-6',
    usage: { inputTokens: 100, outputTokens: 900, reasoningTokens: 800 },
    cost: 0.0138,
  },
  // [G] 10/K web searches, 3 in, 15 out: 2 x 0.01 + 1,000 x 3 + 500 x 15 = 20,000 + 3,000 + 7,500 = 30,500.
  'anthropic: two web searches': {
    provider: 'anthropic',
    model: 'claude-sonnet-4-6',
    usage: {
      inputTokens: 1000,
      outputTokens: 500,
      serverToolRequests: { web_search_requests: 2, web_fetch_requests: 3 },
    },
    cost: 0.0305,
  },
  // [A] Batch is half: (1,000 x 3 + 500 x 15) / 2 = 5,250.
  'anthropic: batch': {
    provider: 'anthropic',
    model: 'claude-sonnet-4-6',
    serviceTier: 'batch',
    usage: { inputTokens: 1000, outputTokens: 500 },
    cost: 0.00525,
  },
  // [A] Batch halves the tokens, not the searches: 5,250 + 10,000 = 15,250.
  'anthropic: batch with a web search': {
    provider: 'anthropic',
    model: 'claude-sonnet-4-6',
    serviceTier: 'batch',
    usage: { inputTokens: 1000, outputTokens: 500, serverToolRequests: { web_search_requests: 1 } },
    cost: 0.01525,
  },
  // [A] Priority is a commitment, worth the standard rates: 10,500.
  'anthropic: priority': {
    provider: 'anthropic',
    model: 'claude-sonnet-4-6',
    serviceTier: 'priority',
    usage: { inputTokens: 1000, outputTokens: 500 },
    cost: 0.0105,
  },
  // [R] 1.1 for `us`, cache included: (1,000 x 5 + 2,000 x 0.5 + 100 x 25) x 1.1 = (5,000 + 1,000 + 2,500) x 1.1 = 9,350.
  'anthropic: geography us': {
    provider: 'anthropic',
    model: 'claude-opus-4-6',
    inferenceGeo: 'us',
    usage: { inputTokens: 3000, outputTokens: 100, cacheReadTokens: 2000 },
    cost: 0.00935,
  },
  // [AF] 6 times: (1,000 x 5 + 100 x 25) x 6 = 7,500 x 6 = 45,000 (30 and 150 per million, as the page says).
  'anthropic: fast mode of opus 4.6': {
    provider: 'anthropic',
    model: 'claude-opus-4-6',
    speed: 'fast',
    usage: { inputTokens: 1000, outputTokens: 100 },
    cost: 0.045,
  },
  // [V] opus 5: 10 in, 50 out is twice; with [R] 1.1: (1,000 x 5 + 100 x 25) x 2 x 1.1 = 7,500 x 2.2 = 16,500.
  'anthropic: fast mode and geography': {
    provider: 'anthropic',
    model: 'claude-opus-5',
    speed: 'fast',
    inferenceGeo: 'us',
    usage: { inputTokens: 1000, outputTokens: 100 },
    cost: 0.0165,
  },
  // No rate for a fast haiku was read anywhere.
  'anthropic: a speed that has no known price': {
    provider: 'anthropic',
    model: 'claude-haiku-4-5',
    speed: 'fast',
    usage: { inputTokens: 1000, outputTokens: 100 },
    cost: undefined,
  },
  // [G] Above 200,000: 6 in, 22.5 out for sonnet 4.5: 250,000 x 6 + 1,000 x 22.5 = 1,500,000 + 22,500 = 1,522,500.
  'anthropic: long context of sonnet 4.5': {
    provider: 'anthropic',
    model: 'claude-sonnet-4-5-20250929',
    usage: { inputTokens: 250_000, outputTokens: 1000 },
    cost: 1.5225,
  },
  // [G] Exactly 200,000 is not above: 200,000 x 3 + 1,000 x 15 = 600,000 + 15,000 = 615,000.
  'anthropic: at the boundary of the long context': {
    provider: 'anthropic',
    model: 'claude-sonnet-4-5-20250929',
    usage: { inputTokens: 200_000, outputTokens: 1000 },
    cost: 0.615,
  },
  // [G] Regional Bedrock, 3.3 in, 16.5 out: 1,000 x 3.3 + 100 x 16.5 = 3,300 + 1,650 = 4,950.
  'bedrock: regional profile': {
    provider: 'aws.bedrock',
    model: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
    usage: { inputTokens: 1000, outputTokens: 100 },
    cost: 0.00495,
  },
};
