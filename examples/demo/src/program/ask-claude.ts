import Anthropic, { APIError } from '@anthropic-ai/sdk';
import type { Task } from './task.ts';

const client = new Anthropic();
const model = 'claude-haiku-4-5';

/** What the assistant asks Claude, in the ways that programs do. */
export const claudeTasks: Task[] = [
  { name: 'answer a question', run: answerQuestion },
  { name: 'take the first hotel', run: takeFirstHotel },
  { name: 'write a postcard', run: writePostcard },
  { name: 'ask for the weather', run: askForWeather },
  { name: 'book a tram', run: bookTram },
  { name: 'translate a menu', run: translateMenu },
  { name: 'stop typing', run: stopTyping },
];

/** Reads a stream to its end. */
async function answerQuestion(): Promise<string> {
  const stream = await client.messages.create({
    model,
    max_tokens: 120,
    messages: [{ role: 'user', content: 'In two sentences: why is Lisbon worth a weekend?' }],
    stream: true,
  });
  let answer = '';
  for await (const event of stream) {
    if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') answer += event.delta.text;
  }
  return answer;
}

/** Leaves the stream as soon as it has what it needs. */
async function takeFirstHotel(): Promise<string> {
  const stream = await client.messages.create({
    model,
    max_tokens: 200,
    messages: [{ role: 'user', content: 'List eight hotels in Alfama, one a line, names only.' }],
    stream: true,
  });
  let list = '';
  for await (const event of stream) {
    if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') list += event.delta.text;
    if (list.includes('\n')) break;
  }
  return `${list.split('\n')[0]} (and read no further)`;
}

/** Lets the helper of the SDK read the stream. */
async function writePostcard(): Promise<string> {
  const helper = client.messages.stream({
    model,
    max_tokens: 120,
    messages: [{ role: 'user', content: 'Write a postcard from Lisbon in one sentence.' }],
  });
  return readText(await helper.finalMessage());
}

/** Runs the tools that the model asks for until it asks for none. */
async function askForWeather(): Promise<string> {
  const messages: Anthropic.MessageParam[] = [
    { role: 'user', content: 'Use the tool: how warm is it in Lisbon today? Answer in one sentence.' },
  ];
  for (;;) {
    const message = await client.messages.create({ model, max_tokens: 200, tools: [weatherTool], messages });
    const calls = message.content.filter((block) => block.type === 'tool_use');
    if (calls.length === 0) return readText(message);
    messages.push({ role: 'assistant', content: message.content });
    messages.push({
      role: 'user',
      content: calls.map(({ id }) => ({
        type: 'tool_result',
        tool_use_id: id,
        content: '{"celsius": 24, "sky": "clear"}',
      })),
    });
  }
}

/** Meets a rate limit that outlasts the retries of the SDK. */
async function bookTram(): Promise<string> {
  try {
    const message = await client.messages.create({
      model,
      max_tokens: 100,
      messages: [{ role: 'user', content: 'Which tram goes up to Graça?' }],
    });
    return readText(message);
  } catch (error) {
    return describeError(error);
  }
}

/** Meets an error in the middle of a stream. */
async function translateMenu(): Promise<string> {
  let translation = '';
  try {
    const stream = await client.messages.create({
      model,
      max_tokens: 200,
      messages: [{ role: 'user', content: 'Translate: caldo verde, bacalhau à brás, arroz doce.' }],
      stream: true,
    });
    for await (const event of stream) {
      if (event.type === 'content_block_delta' && event.delta.type === 'text_delta')
        translation += event.delta.text;
    }
    return translation;
  } catch (error) {
    return `"${translation}" ${describeError(error)}`;
  }
}

/** Aborts the request when the user presses "stop". */
async function stopTyping(): Promise<string> {
  const stopButton = new AbortController();
  const stream = await client.messages.create(
    {
      model,
      max_tokens: 300,
      messages: [{ role: 'user', content: 'Tell a long story about a sardine.' }],
      stream: true,
    },
    { signal: stopButton.signal },
  );
  let story = '';
  for await (const event of stream) {
    if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') story += event.delta.text;
    if (story.length > 60) stopButton.abort();
  }
  return `${story}… (stopped)`;
}

const weatherTool: Anthropic.Tool = {
  name: 'get_weather',
  description: 'The weather of a city, today',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

function readText(message: Anthropic.Message): string {
  return message.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
}

function describeError(error: unknown): string {
  if (!(error instanceof APIError)) throw error;
  return `gave up: ${error.constructor.name}`;
}
