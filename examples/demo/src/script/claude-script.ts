import {
  anthropicMessage,
  anthropicReply,
  errorEventAfterEvents,
  rateLimitError,
  slowEvents,
} from '@tokenspan/fake-provider';
import type { AnthropicMessageDescription, Script } from '@tokenspan/fake-provider';
import type { ScriptedTask } from './scripted-task.ts';

const model = 'claude-haiku-4-5-20251001';

/** Anthropic's side of the story. */
export const claudeScript: ScriptedTask[] = [
  {
    name: 'answer a question',
    question: 'worth a weekend',
    answers: [
      stream({
        blocks: [
          'Lisbon stacks seven hills of tiled facades above a wide, bright river, and every climb pays with a view. ' +
            'Two days are enough for Alfama, a tram ride and far too many custard tarts.',
        ],
        usage: { input_tokens: 21, cache_creation_input_tokens: 1846, output_tokens: 48 },
      }),
    ],
    calls: [{ outcome: 'completed', inputTokens: 1867, outputTokens: 48, cacheWriteTokens: 1846 }],
  },
  {
    name: 'take the first hotel',
    question: 'eight hotels',
    answers: [
      stream({
        blocks: [
          'Santiago de Alfama\nMemmo Alfama\nHotel Riad\nSolar do Castelo\nPalácio Belmonte\nAlfama Patio',
        ],
        usage: { input_tokens: 24, cache_read_input_tokens: 1846, output_tokens: 44 },
      }),
    ],
    calls: [{ outcome: 'cancelled', inputTokens: 1870, cacheReadTokens: 1846 }],
  },
  {
    name: 'write a postcard',
    question: 'postcard',
    answers: [
      stream({
        blocks: [
          { type: 'thinking', thinking: 'One sentence, warm, with the river and the light.' },
          'The light here comes off the river twice: once in the morning, once in the wine.',
        ],
        usage: {
          input_tokens: 18,
          cache_read_input_tokens: 1846,
          output_tokens: 57,
          output_tokens_details: { thinking_tokens: 22 },
        },
      }),
    ],
    calls: [{ outcome: 'completed', inputTokens: 1864, outputTokens: 57, cacheReadTokens: 1846 }],
  },
  {
    name: 'ask for the weather',
    question: 'how warm',
    answers: [
      plain({
        blocks: ['Let me look.', { type: 'tool_use', name: 'get_weather', input: { city: 'Lisbon' } }],
        usage: { input_tokens: 402, output_tokens: 61 },
      }),
      plain({
        blocks: ['It is 24 °C in Lisbon, and clear.'],
        usage: { input_tokens: 489, output_tokens: 17 },
      }),
    ],
    calls: [
      { outcome: 'completed', inputTokens: 402, outputTokens: 61 },
      { outcome: 'completed', inputTokens: 489, outputTokens: 17 },
    ],
  },
  {
    name: 'book a tram',
    question: 'Which tram',
    fault: true,
    answers: [rateLimitError({ retryAfterMs: 140 }), rateLimitError({ retryAfterMs: 220 }), rateLimitError()],
    calls: [{ outcome: 'failed', errorType: 'RateLimitError' }],
  },
  {
    name: 'translate a menu',
    question: 'Translate',
    fault: true,
    answers: [stream({ blocks: ['Kale soup, salted cod with ', 'eggs'], usage: { input_tokens: 29 } }, 5)],
    calls: [{ outcome: 'failed', errorType: 'overloaded_error', inputTokens: 29 }],
  },
  {
    name: 'stop typing',
    question: 'sardine',
    answers: [
      stream({
        blocks: [
          'In the harbour of Setúbal there lived a sardine who had read every tin she had ever been warned about, ' +
            'and who had drawn from her reading the conclusion that adventure was a matter of packaging.',
        ],
        usage: { input_tokens: 16, cache_read_input_tokens: 1846, output_tokens: 220 },
      }),
    ],
    calls: [{ outcome: 'cancelled', inputTokens: 1862, cacheReadTokens: 1846 }],
  },
];

/** A streamed answer at the pace of a real one; with `errorAfter` the provider breaks it off after so many events. */
function stream(description: AnthropicMessageDescription, errorAfter?: number): Script {
  const broken = errorAfter === undefined ? [] : [errorEventAfterEvents(errorAfter)];
  return anthropicReply(anthropicMessage({ model, ...description }), {
    headersAfter: 140,
    faults: [...broken, slowEvents(22)],
  });
}

function plain(description: AnthropicMessageDescription): Script {
  return anthropicReply(anthropicMessage({ model, ...description }), { stream: false, headersAfter: 220 });
}
