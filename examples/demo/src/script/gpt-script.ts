import { openAIChat, openAIReply, openAIResponse, slowEvents } from '@tokenspan/fake-provider';
import type { OpenAIAnswer, Script } from '@tokenspan/fake-provider';
import type { ScriptedTask } from './scripted-task.ts';

/** OpenAI's side of the story. */
export const gptScript: ScriptedTask[] = [
  {
    name: 'plan a Saturday',
    question: 'Plan a Saturday',
    answers: [
      stream(
        openAIChat({
          model: 'gpt-4.1-mini-2025-04-14',
          choices: [
            'Ride tram 28 up to Graça, eat lunch in Alfama, and be at the Miradouro da Senhora do Monte by eight.',
          ],
          usage: { prompt_tokens: 34, completion_tokens: 31 },
        }),
      ),
    ],
    calls: [{ outcome: 'completed', inputTokens: 34, outputTokens: 31 }],
  },
  {
    name: 'pack a suitcase',
    question: 'three things to pack',
    answers: [
      stream(
        openAIResponse({
          model: 'gpt-5-mini-2025-08-07',
          items: [{ type: 'reasoning' }, 'Shoes for cobbles, a light jacket, room for tiles.'],
          usage: { input_tokens: 27, output_tokens: 80, output_tokens_details: { reasoning_tokens: 64 } },
        }),
      ),
    ],
    calls: [{ outcome: 'completed', inputTokens: 27, outputTokens: 80 }],
  },
];

/** A streamed answer at the pace of a real one; its last chunk has the usage, as the program asks for it. */
function stream(answer: OpenAIAnswer): Script {
  return openAIReply(answer, {
    request: { stream_options: { include_usage: true } },
    headersAfter: 120,
    faults: [slowEvents(18)],
  });
}
