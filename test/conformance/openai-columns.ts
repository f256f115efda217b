import OpenAI from 'openai';
import { carryUsageOption, chatReplies, completionReplies, responseReplies } from './openai-fixture.ts';
import type { CallOptions, Row, SdkEventStream, SdkPromise } from './row.ts';
import { helperRows } from './rows/helper-rows.ts';
import type { HelperStream } from './rows/helper-rows.ts';
import { anyPromiseRows, plainRows } from './rows/plain-rows.ts';
import { plainRunnerRows, streamRunnerRows } from './rows/runner-rows.ts';
import type { Runner } from './rows/runner-rows.ts';
import { streamBranchRows } from './rows/stream-branch-rows.ts';
import { streamFaultRows } from './rows/stream-fault-rows.ts';
import { streamReadingRows } from './rows/stream-reading-rows.ts';
import { streamStoppingRows } from './rows/stream-stopping-rows.ts';
import type { Column } from './run-cell.ts';

/** The class of client that the columns call; a version of the SDK. */
export type OpenAIClass = typeof OpenAI;

const model = 'gpt-4o-mini';
const chat = { model, messages: [{ role: 'user' as const, content: 'Greet the world in JSON.' }] };
const asked = { ...chat, stream_options: { include_usage: true } };
const response = { model, input: 'Greet the world in JSON.' };
const prompt = { model: 'gpt-3.5-turbo-instruct', prompt: 'Greet the world in JSON.' };

const streamRows = [...streamReadingRows, ...streamStoppingRows, ...streamFaultRows, ...streamBranchRows];

const isLastChunk = (event: unknown): boolean => (event as { choices: unknown[] }).choices.length === 0;
const isLastEvent = (event: unknown): boolean => (event as { type: string }).type === 'response.completed';
const chatColumn = { replies: chatReplies, isLast: isLastChunk };
const responseColumn = { replies: responseReplies, isLast: isLastEvent };

const hidden = {
  'left after the last event': 'the usage comes after the last chunk that this caller gets',
  'asResponse(), the body read by the caller': 'a raw response has the usage that was asked for',
};

type Streams = Column<SdkPromise<SdkEventStream>>[];

/** The columns of one version of openai. */
export function describeColumns(Client: OpenAIClass = OpenAI): {
  streams: Streams;
  completions: Streams;
  plain: Column<SdkPromise<unknown>>[];
  promises: Column<Promise<unknown>>[];
  helpers: Column<HelperStream>[];
  runners: Column<Runner>[];
} {
  const shared = { apiKey: 'sk-test-key', logLevel: 'off' as const };
  const client = (url: string): OpenAI => new Client({ ...shared, baseURL: `${url}/v1` });
  const known = (url: string): OpenAI =>
    new Client({ ...shared, baseURL: 'https://api.openai.com/v1', fetch: carryUsageOption(url) });
  const call = (
    run: (client: OpenAI, options: CallOptions) => unknown,
    connect: (url: string) => OpenAI = client,
  ) => ({ call: (url: string, options: CallOptions): never => run(connect(url), options) as never });
  const plain = [
    {
      ...chatColumn,
      name: 'chat.completions.create()',
      ...call((openai, options) => openai.chat.completions.create(chat, options)),
    },
    {
      ...chatColumn,
      name: 'chat.completions.parse()',
      ...call((openai, options) => findHelpers(openai).parse(chat, options)),
    },
    {
      ...responseColumn,
      name: 'responses.create()',
      ...call((openai, options) => openai.responses.create(response, options)),
    },
    {
      ...responseColumn,
      name: 'responses.parse()',
      ...call((openai, options) => openai.responses.parse(response, options)),
    },
  ];
  return {
    streams: [
      {
        ...chatColumn,
        name: 'chat.completions.create({stream: true}), usage asked for',
        rows: streamRows,
        ...call((openai, options) => openai.chat.completions.create({ ...asked, stream: true }, options)),
      },
      {
        ...chatColumn,
        name: 'chat.completions.create({stream: true}), usage hidden',
        rows: streamRows,
        excluded: hidden,
        ...call(
          (openai, options) => openai.chat.completions.create({ ...chat, stream: true }, options),
          known,
        ),
      },
      {
        ...responseColumn,
        name: 'responses.create({stream: true})',
        rows: streamRows,
        ...call((openai, options) => openai.responses.create({ ...response, stream: true }, options)),
      },
    ],
    completions: [
      {
        replies: completionReplies,
        isLast: isLastChunk,
        name: 'completions.create({stream: true}), usage hidden',
        rows: streamRows,
        excluded: hidden,
        ...call((openai, options) => openai.completions.create({ ...prompt, stream: true }, options), known),
      },
    ],
    plain: plain.map((column) => ({ ...column, rows: plainRows })),
    promises: plain.map((column) => ({ ...column, rows: anyPromiseRows })),
    helpers: [
      {
        ...chatColumn,
        name: 'chat.completions.stream(), usage asked for',
        rows: helperRows,
        ...call((openai, options) => describeChatHelper(findHelpers(openai).stream(asked, options))),
      },
      {
        ...chatColumn,
        name: 'chat.completions.stream(), usage hidden',
        rows: helperRows,
        ...call((openai, options) => describeChatHelper(findHelpers(openai).stream(chat, options)), known),
      },
      {
        ...responseColumn,
        name: 'responses.stream()',
        rows: helperRows.filter(({ name }) => name !== 'toReadableStream()'),
        ...call((openai, options) => {
          const helper = openai.responses.stream(response, options);
          return Object.assign(helper, { final: () => helper.finalResponse() });
        }),
      },
    ],
    runners: [
      {
        ...chatColumn,
        name: 'chat.completions.runTools()',
        rows: keepRows(plainRunnerRows, ['run to the end', 'HTTP 500']),
        ...call((openai, options) =>
          describeRunner(findHelpers(openai).runTools({ ...chat, tools }, options)),
        ),
      },
      {
        ...chatColumn,
        name: 'chat.completions.runTools({stream: true}), usage hidden',
        rows: keepRows(streamRunnerRows, ['run to the end', 'connection dropped in the stream', 'HTTP 500']),
        ...call(
          (openai, options) =>
            describeRunner(findHelpers(openai).runTools({ ...chat, stream: true, tools }, options)),
          known,
        ),
      },
    ],
  };
}

/** The helpers of chat were in beta until 5. */
function findHelpers({ chat, beta }: OpenAI): OpenAI.Chat.Completions {
  const inBeta = (beta as unknown as { chat?: { completions: OpenAI.Chat.Completions } }).chat;
  return 'runTools' in chat.completions ? chat.completions : (inBeta?.completions ?? chat.completions);
}

const tools = [
  {
    type: 'function' as const,
    function: {
      name: 'get_weather',
      description: 'Tells the weather of a city',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
      parse: JSON.parse,
      function: ({ city }: { city: string }) => `sunny in ${city}`,
    },
  },
];

// These runners give no message each, as rows that iterate expect it.
function keepRows<Result>(rows: Row<Result>[], names: string[]): Row<Result>[] {
  return rows.filter(({ name }) => names.includes(name));
}

function describeChatHelper(helper: { finalChatCompletion: () => Promise<unknown> }): unknown {
  return Object.assign(helper, { final: () => helper.finalChatCompletion() });
}

function describeRunner(runner: { finalContent: () => Promise<unknown> }): unknown {
  return { final: () => runner.finalContent() };
}
