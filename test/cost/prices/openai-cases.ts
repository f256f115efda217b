import type { PriceCase } from './price-case.ts';

/** OpenAI's prices, at OpenAI and on Azure. Letters in brackets: see `PriceCase`. */
export const openaiCases: Record<string, PriceCase> = {
  // [G] 1.25 in, 0.125 read, 10 out: 2,000 x 1.25 + 8,000 x 0.125 + 2,000 x 10 = 2,500 + 1,000 + 20,000 = 23,500.
  'openai: cached input and reasoning': {
    provider: 'openai',
    model: 'gpt-5.1-2025-11-13',
    usage: { inputTokens: 10_000, outputTokens: 2000, cacheReadTokens: 8000, reasoningTokens: 1500 },
    cost: 0.0235,
  },
  // [G] 2.5 in, 1.25 read, 10 out: 500 x 2.5 + 1,500 x 1.25 + 100 x 10 = 1,250 + 1,875 + 1,000 = 4,125.
  'openai: gpt-4o cached': {
    provider: 'openai',
    model: 'gpt-4o-2024-08-06',
    usage: { inputTokens: 2000, outputTokens: 100, cacheReadTokens: 1500 },
    cost: 0.004125,
  },
  // [G] 4 in, 5 write, 0.4 read, 20 out: 8,000 x 4 + 3,000 x 5 + 4,000 x 0.4 + 1,000 x 20 = 32,000 + 15,000 + 1,600 + 20,000 = 68,600.
  'openai: cache write': {
    provider: 'openai',
    model: 'gpt-5.6-sol',
    usage: { inputTokens: 15_000, outputTokens: 1000, cacheReadTokens: 4000, cacheWriteTokens: 3000 },
    cost: 0.0686,
  },
  // [O] Flex is half: 23,500 / 2 = 11,750.
  'openai: flex': {
    provider: 'openai',
    model: 'gpt-5.1',
    serviceTier: 'flex',
    usage: { inputTokens: 10_000, outputTokens: 2000, cacheReadTokens: 8000 },
    cost: 0.01175,
  },
  // [O] Batch is half: (1,000 x 2.5 + 100 x 10) / 2 = 1,750.
  'openai: batch': {
    provider: 'openai',
    model: 'gpt-4o',
    serviceTier: 'batch',
    usage: { inputTokens: 1000, outputTokens: 100 },
    cost: 0.00175,
  },
  // [OF] 2.5 in, 0.25 cached, 20 out is twice: 2,000 x 2.5 + 8,000 x 0.25 + 2,000 x 20 = 5,000 + 2,000 + 40,000 = 47,000.
  'openai: priority': {
    provider: 'openai',
    model: 'gpt-5.1',
    serviceTier: 'priority',
    usage: { inputTokens: 10_000, outputTokens: 2000, cacheReadTokens: 8000 },
    cost: 0.047,
  },
  // [OF] gpt-5.5: 12.5 in, 75 out is 2.5 times: 1,000 x 12.5 + 100 x 75 = 12,500 + 7,500 = 20,000.
  'openai: fast, at two and a half': {
    provider: 'openai',
    model: 'gpt-5.5',
    serviceTier: 'fast',
    usage: { inputTokens: 1000, outputTokens: 100 },
    cost: 0.02,
  },
  // [OF] Fast with a long prompt: 16 in, 60 out: 300,000 x 16 + 1,000 x 60 = 4,800,000 + 60,000 = 4,860,000.
  'openai: fast, long context': {
    provider: 'openai',
    model: 'gpt-5.6-sol',
    serviceTier: 'priority',
    usage: { inputTokens: 300_000, outputTokens: 1000 },
    cost: 4.86,
  },
  // [V] gpt-4.1-mini: 0.7 in, 2.8 out: 1,000 x 0.7 + 1,000 x 2.8 = 3,500.
  'openai: fast of an older model': {
    provider: 'openai',
    model: 'gpt-4.1-mini-2025-04-14',
    serviceTier: 'priority',
    usage: { inputTokens: 1000, outputTokens: 1000 },
    cost: 0.0035,
  },
  // No rate of that tier was read anywhere.
  'openai: a tier that has no known price': {
    provider: 'openai',
    model: 'gpt-5.6-sol',
    serviceTier: 'ultrafast',
    usage: { inputTokens: 1000, outputTokens: 1000 },
    cost: undefined,
  },
  // [O] "Above 272,000": 272,000 x 4 + 1,000 x 20 = 1,088,000 + 20,000 = 1,108,000. [G] has it wrong by one token.
  'openai: at the boundary of the long context': {
    provider: 'openai',
    model: 'gpt-5.6-sol',
    usage: { inputTokens: 272_000, outputTokens: 1000 },
    cost: 1.108,
  },
  // [G] One above: 8 in, 30 out: 272,001 x 8 + 1,000 x 30 = 2,176,008 + 30,000 = 2,206,008.
  'openai: above the boundary of the long context': {
    provider: 'openai',
    model: 'gpt-5.6-sol',
    usage: { inputTokens: 272_001, outputTokens: 1000 },
    cost: 2.206008,
  },
  // [G] 4 in, 15 out above: 272,001 x 4 + 100 x 15 = 1,088,004 + 1,500 = 1,089,504.
  'openai: above the boundary of gpt-6-sol': {
    provider: 'openai',
    model: 'gpt-6-sol',
    usage: { inputTokens: 272_001, outputTokens: 100 },
    cost: 1.089504,
  },
  // [OA] 2.5/10 text, 40/80 audio: 200 x 2.5 + 400 x 40 + 50 x 10 + 300 x 80 = 500 + 16,000 + 500 + 24,000 = 41,000.
  'openai: audio of an older model': {
    provider: 'openai',
    model: 'gpt-4o-audio-preview-2025-06-03',
    usage: {
      inputTokens: 600,
      outputTokens: 350,
      inputByModality: { text: 200, audio: 400 },
      outputByModality: { text: 50, audio: 300 },
    },
    cost: 0.041,
  },
  // [G] 2.5/10 text, 32/64 audio: 100 x 2.5 + 100 x 32 + 20 x 10 + 80 x 64 = 250 + 3,200 + 200 + 5,120 = 8,770.
  'openai: audio': {
    provider: 'openai',
    model: 'gpt-audio',
    usage: {
      inputTokens: 200,
      outputTokens: 100,
      inputByModality: { audio: 100 },
      outputByModality: { audio: 80 },
    },
    cost: 0.00877,
  },
  // [G] Before 2025-06-10: 10 in, 40 out: 1,000 x 10 + 100 x 40 = 14,000.
  'openai: o3 before its price fell': {
    provider: 'openai',
    model: 'o3',
    on: '2025-06-01',
    usage: { inputTokens: 1000, outputTokens: 100 },
    cost: 0.014,
  },
  // [G] From 2025-06-10: 2 in, 8 out: 1,000 x 2 + 100 x 8 = 2,800.
  'openai: o3 after its price fell': {
    provider: 'openai',
    model: 'o3-2025-04-16',
    usage: { inputTokens: 1000, outputTokens: 100 },
    cost: 0.0028,
  },
  // [G] 1.1 in, 4.4 out, not o3's: 1,000 x 1.1 + 100 x 4.4 = 1,100 + 440 = 1,540.
  'openai: o3-mini is not o3': {
    provider: 'openai',
    model: 'o3-mini-2025-01-31',
    usage: { inputTokens: 1000, outputTokens: 100 },
    cost: 0.00154,
  },
  'openai: o3000 is nothing': {
    provider: 'openai',
    model: 'o3000',
    usage: { inputTokens: 1000, outputTokens: 100 },
    cost: undefined,
  },
  // [L] 0.8 in, 0.2 cached, 3.2 out: 600 x 0.8 + 400 x 0.2 + 100 x 3.2 = 480 + 80 + 320 = 880.
  'openai: fine-tuned': {
    provider: 'openai',
    model: 'ft:gpt-4.1-mini-2025-04-14:acme::BKhcZJ1k',
    usage: { inputTokens: 1000, outputTokens: 100, cacheReadTokens: 400 },
    cost: 0.00088,
  },
  // [L] 3.75 in, 1.875 cached ([G] has no cached rate), 15 out: 0 + 1,000 x 1.875 + 10 x 15 = 2,025.
  'openai: fine-tuned gpt-4o, cached': {
    provider: 'openai',
    model: 'ft:gpt-4o-2024-08-06:acme::Ab12',
    usage: { inputTokens: 1000, outputTokens: 10, cacheReadTokens: 1000 },
    cost: 0.002025,
  },
  // [G] 0.02 in: 12,345 x 0.02 = 246.9.
  'openai: embeddings': {
    provider: 'openai',
    model: 'text-embedding-3-small',
    usage: { inputTokens: 12_345 },
    cost: 0.0002469,
  },
  // [G] OpenAI's rates: 1,000 x 2.5 + 100 x 10 = 3,500.
  'azure: as OpenAI': {
    provider: 'azure.ai.openai',
    model: 'gpt-4o-2024-11-20',
    usage: { inputTokens: 1000, outputTokens: 100 },
    cost: 0.0035,
  },
};
