import { GoogleGenAI, Type } from '@google/genai';
import type { CallableTool } from '@google/genai';
import type { Task } from './task.ts';

const client = new GoogleGenAI({ apiKey: process.env['GEMINI_API_KEY'] ?? '' });
const model = 'gemini-2.5-flash';

/** What the assistant asks Gemini: a stream, and a chat whose functions the SDK calls. */
export const geminiTasks: Task[] = [
  { name: 'choose a beach', run: chooseBeach },
  { name: 'catch the ferry', run: catchFerry },
];

/** Reads a stream to its end. */
async function chooseBeach(): Promise<string> {
  const stream = await client.models.generateContentStream({
    model,
    contents: 'Which beach near Lisbon is reached by train? Answer in one sentence.',
    config: { thinkingConfig: { thinkingBudget: 256 } },
  });
  let answer = '';
  for await (const chunk of stream) answer += chunk.text ?? '';
  return answer;
}

/** Lets the SDK call the function that the model asks for, and the model again with what it said. */
async function catchFerry(): Promise<string> {
  const chat = client.chats.create({ model, config: { tools: [timetable] } });
  const answer = await chat.sendMessage({
    message: 'Use the timetable: when does the next ferry leave for Cacilhas? Answer in one sentence.',
  });
  return answer.text ?? '';
}

const timetable: CallableTool = {
  tool: async () => ({
    functionDeclarations: [
      {
        name: 'next_ferry',
        description: 'When the next ferry leaves Lisbon',
        parameters: { type: Type.OBJECT, properties: { to: { type: Type.STRING } }, required: ['to'] },
      },
    ],
  }),
  callTool: async (calls) => {
    // As slow as a database that is near.
    await new Promise((resolve) => setTimeout(resolve, 60));
    return calls.map(({ id, name }) => ({
      functionResponse: { ...(id && { id }), ...(name && { name }), response: { departure: '18:40' } },
    }));
  },
};
