import OpenAI from 'openai';
import type { Task } from './task.ts';

const client = new OpenAI();

/** What the assistant asks GPT: through chat completions and through responses, both streamed. */
export const gptTasks: Task[] = [
  { name: 'plan a Saturday', run: planSaturday },
  { name: 'pack a suitcase', run: packSuitcase },
];

/** Reads a stream of chat completions to its end, and asks for its usage. */
async function planSaturday(): Promise<string> {
  const stream = await client.chat.completions.create({
    model: 'gpt-4.1-mini',
    max_completion_tokens: 120,
    messages: [
      { role: 'system', content: 'You plan days in Lisbon. Answer in one sentence.' },
      { role: 'user', content: 'Plan a Saturday that ends with the sunset.' },
    ],
    stream: true,
    stream_options: { include_usage: true },
  });
  let plan = '';
  let tokens = 0;
  for await (const chunk of stream) {
    plan += chunk.choices[0]?.delta.content ?? '';
    tokens = chunk.usage?.total_tokens ?? tokens;
  }
  return `${plan} (${tokens} tokens)`;
}

/** Reads a stream of a model that reasons. */
async function packSuitcase(): Promise<string> {
  const stream = await client.responses.create({
    model: 'gpt-5-mini',
    max_output_tokens: 1000,
    reasoning: { effort: 'low' },
    input: 'Name the three things to pack for a weekend in Lisbon in May, in one line.',
    stream: true,
  });
  let list = '';
  for await (const event of stream) {
    if (event.type === 'response.output_text.delta') list += event.delta;
  }
  return list;
}
