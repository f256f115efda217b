import { GoogleGenAI } from '@google/genai';
import Anthropic from '@anthropic-ai/sdk';
import {
  anthropicMessage,
  anthropicReply,
  geminiAnswer,
  geminiReply,
  interaction,
  interactionReply,
  openAIChat,
  openAICompletion,
  openAIReply,
  openAIResponse,
} from '@tokenspan/fake-provider';
import type { FakeProvider } from '@tokenspan/fake-provider';
import OpenAI from 'openai';

/** What a conversation says, and what must never be told of it. */
export interface Texts {
  system: string;
  user: string;
  /** Arguments of a tool call that the model made before. */
  argument: string;
  /** What the tool gave back. */
  result: string;
  /** What a tool is for: never recorded. */
  description: string;
  answer: string;
  /** An argument of the tool call in the answer. */
  asked: string;
  /** The API key: never recorded. */
  key: string;
  /** A header of the client: never recorded. */
  header: string;
}

/** Where the caller's own code comes into a call. */
export interface CallersCode {
  fetch?: typeof fetch;
  /** Runs for each event of a stream. */
  inLoop?: () => void;
}

/** One API of one SDK, called with a conversation that has a message of every role. */
export interface Subject {
  name: string;
  /** Sends it and reads the answer to its end. */
  call(provider: FakeProvider, texts: Texts, stream: boolean, own?: CallersCode): Promise<void>;
  /** Which texts the API can carry. */
  carries: readonly (keyof Texts)[];
}

const everything = ['system', 'user', 'argument', 'result', 'answer', 'asked'] as const;
const image = 'iVBORw0KGgo=';

/** In fragments, so that no text arrives in one event. */
function inFragments(text: string): string[] {
  const characters = Array.from(text);
  const size = Math.ceil(characters.length / 3) || 1;
  return [0, 1, 2].map((index) => characters.slice(index * size, (index + 1) * size).join(''));
}

async function drain(answer: unknown, { inLoop }: CallersCode): Promise<void> {
  const result = await answer;
  if (typeof result === 'object' && result !== null && Symbol.asyncIterator in result) {
    for await (const _ of result as AsyncIterable<unknown>) inLoop?.();
  }
}

const callMessages: Subject['call'] = async (provider, texts, stream, own = {}) => {
  const answer = anthropicMessage({
    blocks: [
      { type: 'text', text: inFragments(texts.answer) },
      { type: 'tool_use', name: 'get_weather', input: { city: texts.asked } },
    ],
  });
  provider.reply(anthropicReply(answer, { stream }));
  const client = new Anthropic({
    baseURL: provider.url,
    apiKey: texts.key,
    maxRetries: 0,
    defaultHeaders: { 'x-custom': texts.header },
    ...(own.fetch && { fetch: own.fetch }),
  });
  await drain(
    client.messages.create({
      model: 'claude-sonnet-5',
      max_tokens: 64,
      stream,
      system: [{ type: 'text', text: texts.system, cache_control: { type: 'ephemeral' } }],
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: texts.user },
            { type: 'image', source: { type: 'base64', media_type: 'image/png', data: image } },
            { type: 'document', source: { type: 'url', url: 'https://example.com/a.pdf' } },
          ],
        },
        {
          role: 'assistant',
          content: [
            { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: { city: texts.argument } },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'toolu_1', content: [{ type: 'text', text: texts.result }] },
          ],
        },
      ],
      tools: [{ name: 'get_weather', description: texts.description, input_schema: { type: 'object' } }],
    }),
    own,
  );
};

function makeOpenAI(provider: FakeProvider, { key, header }: Texts, own: CallersCode): OpenAI {
  return new OpenAI({
    baseURL: `${provider.url}/v1`,
    apiKey: key,
    maxRetries: 0,
    defaultHeaders: { 'x-custom': header },
    ...(own.fetch && { fetch: own.fetch }),
  });
}

const callChat: Subject['call'] = async (provider, texts, stream, own = {}) => {
  const answer = openAIChat({
    choices: [
      {
        content: inFragments(texts.answer),
        toolCalls: [{ name: 'get_weather', arguments: { city: texts.asked } }],
      },
    ],
  });
  provider.reply(openAIReply(answer, { stream }));
  const called = { name: 'get_weather', arguments: JSON.stringify({ city: texts.argument }) };
  await drain(
    makeOpenAI(provider, texts, own).chat.completions.create({
      model: 'gpt-5',
      stream,
      messages: [
        { role: 'system', content: texts.system },
        {
          role: 'user',
          content: [
            { type: 'text', text: texts.user },
            { type: 'image_url', image_url: { url: `data:image/png;base64,${image}` } },
          ],
        },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'call_1', type: 'function', function: called }],
        },
        { role: 'tool', tool_call_id: 'call_1', content: texts.result },
      ],
      tools: [{ type: 'function', function: { name: 'get_weather', description: texts.description } }],
    }),
    own,
  );
};

const callResponses: Subject['call'] = async (provider, texts, stream, own = {}) => {
  const answer = openAIResponse({
    items: [
      { type: 'message', text: inFragments(texts.answer) },
      { type: 'function_call', name: 'get_weather', arguments: { city: texts.asked } },
    ],
  });
  provider.reply(openAIReply(answer, { stream }));
  await drain(
    makeOpenAI(provider, texts, own).responses.create({
      model: 'gpt-5',
      stream,
      instructions: texts.system,
      input: [
        { role: 'user', content: [{ type: 'input_text', text: texts.user }] },
        {
          type: 'function_call',
          call_id: 'call_1',
          name: 'get_weather',
          arguments: JSON.stringify({ city: texts.argument }),
        },
        { type: 'function_call_output', call_id: 'call_1', output: texts.result },
      ],
      tools: [
        {
          type: 'function',
          name: 'get_weather',
          description: texts.description,
          parameters: {},
          strict: true,
        },
        { type: 'mcp', server_label: 'files', server_url: 'https://example.com', authorization: texts.key },
      ],
    }),
    own,
  );
};

const callCompletions: Subject['call'] = async (provider, texts, stream, own = {}) => {
  provider.reply(openAIReply(openAICompletion({ texts: [inFragments(texts.answer)] }), { stream }));
  const client = makeOpenAI(provider, texts, own);
  await drain(
    client.completions.create({ model: 'gpt-3.5-turbo-instruct', prompt: texts.user, stream }),
    own,
  );
};

function makeGoogle(provider: FakeProvider, { key, header }: Texts, own: CallersCode): GoogleGenAI {
  return new GoogleGenAI({
    apiKey: key,
    httpOptions: {
      baseUrl: provider.url,
      headers: { 'x-custom': header },
      ...(own.fetch && { fetch: own.fetch }),
    },
  });
}

const callModels: Subject['call'] = async (provider, texts, stream, own = {}) => {
  const answer = geminiAnswer({
    parts: [
      inFragments(texts.answer),
      { functionCall: { name: 'get_weather', args: { city: texts.asked } } },
    ],
  });
  provider.reply(geminiReply(answer, { stream }));
  const { models } = makeGoogle(provider, texts, own);
  const parameters = {
    model: 'gemini-2.5-flash',
    contents: [
      { role: 'user', parts: [{ text: texts.user }, { inlineData: { mimeType: 'image/png', data: image } }] },
      { role: 'model', parts: [{ functionCall: { name: 'get_weather', args: { city: texts.argument } } }] },
      {
        role: 'user',
        parts: [{ functionResponse: { name: 'get_weather', response: { output: texts.result } } }],
      },
    ],
    config: {
      systemInstruction: texts.system,
      tools: [{ functionDeclarations: [{ name: 'get_weather', description: texts.description }] }],
    },
  };
  await drain(stream ? models.generateContentStream(parameters) : models.generateContent(parameters), own);
};

const callInteractions: Subject['call'] = async (provider, texts, stream, own = {}) => {
  const answer = interaction({
    steps: [
      texts.answer,
      { type: 'function_call', id: '1', name: 'get_weather', arguments: { city: texts.asked } },
    ],
  });
  provider.reply(interactionReply(answer, { stream }));
  const parameters = {
    model: 'gemini-2.5-flash',
    stream,
    system_instruction: texts.system,
    input: [
      { type: 'user_input', content: [{ type: 'text', text: texts.user }] },
      { type: 'function_call', id: '0', name: 'get_weather', arguments: { city: texts.argument } },
      { type: 'function_result', call_id: '0', name: 'get_weather', result: texts.result },
    ],
    tools: [{ type: 'function', name: 'get_weather', description: texts.description }],
  };
  await drain(makeGoogle(provider, texts, own).interactions.create(parameters as never), own);
};

/** Every API that takes and gives messages, of all three SDKs. */
export const subjects: Subject[] = [
  { name: '@anthropic-ai/sdk messages', call: callMessages, carries: everything },
  { name: 'openai chat.completions', call: callChat, carries: everything },
  { name: 'openai responses', call: callResponses, carries: everything },
  { name: 'openai completions', call: callCompletions, carries: ['user', 'answer'] },
  { name: '@google/genai models', call: callModels, carries: everything },
  { name: '@google/genai interactions', call: callInteractions, carries: everything },
];

/** Every API, plain and streamed. */
export const calls: [string, Subject, boolean][] = subjects.flatMap((subject) =>
  [false, true].map((stream): [string, Subject, boolean] => [
    `${subject.name}${stream ? ', streamed' : ''}`,
    subject,
    stream,
  ]),
);
