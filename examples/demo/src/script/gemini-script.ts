import { geminiAnswer, geminiReply, slowEvents } from '@tokenspan/fake-provider';
import type { ScriptedTask } from './scripted-task.ts';

/** Google's side of the story. */
export const geminiScript: ScriptedTask[] = [
  {
    name: 'choose a beach',
    question: 'Which beach near Lisbon',
    answers: [
      geminiReply(
        geminiAnswer({
          parts: [
            'Cascais: forty minutes along the river from Cais do Sodré, and the sand begins at the station.',
          ],
          usage: { promptTokenCount: 15, candidatesTokenCount: 23, thoughtsTokenCount: 38 },
        }),
        { headersAfter: 160, faults: [slowEvents(30)] },
      ),
    ],
    calls: [{ outcome: 'completed', inputTokens: 15, outputTokens: 61 }],
  },
  {
    name: 'catch the ferry',
    question: 'ferry leave for Cacilhas',
    answers: [
      geminiReply(
        geminiAnswer({
          parts: [{ functionCall: { name: 'next_ferry', args: { to: 'Cacilhas' } } }],
          usage: { promptTokenCount: 67, candidatesTokenCount: 17 },
        }),
        { stream: false, headersAfter: 180 },
      ),
      geminiReply(
        geminiAnswer({
          parts: ['The next ferry for Cacilhas leaves at 18:40.'],
          usage: { promptTokenCount: 104, candidatesTokenCount: 14 },
        }),
        { stream: false, headersAfter: 160 },
      ),
    ],
    calls: [
      { outcome: 'completed', inputTokens: 67, outputTokens: 17 },
      { outcome: 'completed', inputTokens: 104, outputTokens: 14 },
    ],
    tools: ['next_ferry'],
  },
];
