import Anthropic from '@anthropic-ai/sdk';
import { betaTool } from '@anthropic-ai/sdk/helpers/beta/json-schema';
import { completionReplies, replies } from './anthropic-fixture.ts';
import type { CallOptions, SdkEventStream, SdkPromise } from './row.ts';
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
export type AnthropicClass = typeof Anthropic;

const parameters = {
  model: 'claude-sonnet-4-5',
  max_tokens: 1024,
  messages: [{ role: 'user' as const, content: 'Greet the world in JSON.' }],
};

const streamRows = [...streamReadingRows, ...streamStoppingRows, ...streamFaultRows, ...streamBranchRows];

/** The columns of one version of @anthropic-ai/sdk. */
export function describeColumns(Client: AnthropicClass = Anthropic): {
  streams: Column<SdkPromise<SdkEventStream>>[];
  plain: Column<SdkPromise<unknown>>[];
  /** The legacy Text Completions API, which versions before 1.0 have. */
  completionStreams: Column<SdkPromise<SdkEventStream>>[];
  completions: Column<SdkPromise<unknown>>[];
  promises: Column<Promise<unknown>>[];
  helpers: Column<HelperStream>[];
  runners: Column<Runner>[];
} {
  const client = (url: string): Anthropic => new Client({ baseURL: url, apiKey: 'sk-ant-test-key' });
  const shared = { replies, isLast: (event: unknown) => (event as { type: string }).type === 'message_stop' };
  const both = <Result>(
    name: string,
    call: (messages: Anthropic.Messages, options: CallOptions) => unknown,
    rows: Column<Result>['rows'],
  ): Column<Result>[] => [
    {
      ...shared,
      rows,
      name: `messages.${name}`,
      call: (url, options) => call(client(url).messages, options) as Result,
    },
    {
      ...shared,
      rows,
      name: `beta.messages.${name}`,
      // The beta resource has the same methods, with wider types.
      call: (url, options) =>
        call(client(url).beta.messages as unknown as Anthropic.Messages, options) as Result,
    },
  ];
  const legacy = {
    replies: completionReplies,
    isLast: (event: unknown) => (event as { stop_reason: string | null }).stop_reason !== null,
  };
  const completions = (url: string): Completions =>
    (client(url) as Anthropic & { completions: Completions }).completions;
  return {
    streams: both(
      'create({stream: true})',
      (messages, options) => messages.create({ ...parameters, stream: true }, options),
      streamRows,
    ),
    plain: both('create()', (messages, options) => messages.create(parameters, options), plainRows),
    completionStreams: [
      {
        ...legacy,
        name: 'completions.create({stream: true})',
        rows: streamRows,
        call: (url, options) => completions(url).create({ ...prompt, stream: true }, options),
      },
    ],
    completions: [
      {
        ...legacy,
        name: 'completions.create()',
        rows: plainRows,
        call: (url, options) => completions(url).create(prompt, options),
      },
    ],
    promises: [
      ...both<Promise<unknown>>(
        'create()',
        (messages, options) => messages.create(parameters, options),
        anyPromiseRows,
      ),
      ...both<Promise<unknown>>(
        'parse()',
        (messages, options) => messages.parse(parameters, options),
        anyPromiseRows,
      ),
    ],
    helpers: both(
      'stream()',
      (messages, options) => addFinal(messages.stream(parameters, options)),
      helperRows,
    ),
    runners: [
      {
        ...shared,
        name: 'beta.messages.toolRunner()',
        rows: plainRunnerRows,
        call: (url, options) => describeRunner(client(url).beta.messages.toolRunner(toolParameters, options)),
      },
      {
        ...shared,
        name: 'beta.messages.toolRunner({stream: true})',
        rows: streamRunnerRows,
        call: (url, options) =>
          describeRunner(client(url).beta.messages.toolRunner({ ...toolParameters, stream: true }, options)),
      },
    ],
  };
}

/** The legacy resource, of which the newest version has no type. */
interface Completions {
  create(parameters: typeof prompt & { stream: true }, options: CallOptions): SdkPromise<SdkEventStream>;
  create(parameters: typeof prompt, options: CallOptions): SdkPromise<unknown>;
}

const prompt = {
  model: 'claude-2.1',
  max_tokens_to_sample: 256,
  prompt: '\n\nHuman: Greet the world.\n\nAssistant:',
};

const toolParameters = {
  ...parameters,
  tools: [
    betaTool({
      name: 'get_weather',
      description: 'Tells the weather of a city',
      inputSchema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
      run: ({ city }) => `sunny in ${city}`,
    }),
  ],
};

function describeRunner(runner: AsyncIterable<unknown> & { runUntilDone: () => Promise<unknown> }): Runner {
  return { [Symbol.asyncIterator]: () => runner[Symbol.asyncIterator](), final: () => runner.runUntilDone() };
}

function addFinal(helper: { finalMessage: () => Promise<unknown> }): unknown {
  return Object.assign(helper, { final: () => helper.finalMessage() });
}
