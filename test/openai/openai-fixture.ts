import { respondLikeOpenAI, startFakeProvider } from '@tokenspan/fake-provider';
import type {
  FakeProvider,
  OpenAIAnswer,
  OpenAIReplyOptions,
  ReceivedRequest,
} from '@tokenspan/fake-provider';
import { OpenAIInstrumentation } from '@tokenspan/instrumentation-openai';
import type { OpenAIInstrumentationConfig } from '@tokenspan/instrumentation-openai';
import OpenAI from 'openai';
import type { ClientOptions } from 'openai';
import { onTestFinished } from 'vitest';
import { startTracing } from '../support/tracing.ts';
import type { Tracing } from '../support/tracing.ts';

/** What a test of the instrumentation works with; all of it ends with the test. */
export interface OpenAIFixture {
  tracing: Tracing;
  provider: FakeProvider;
  instrumentation: OpenAIInstrumentation;
  /** A client whose host is the fake provider's own: one that is not known. */
  client: OpenAI;
  /** A client that says `baseURL`, whose requests reach the fake provider all the same. */
  clientOf: (baseURL: string, options?: ClientOptions) => OpenAI;
}

type Answers = OpenAIAnswer | ((request: ReceivedRequest) => OpenAIAnswer);

/** Starts a fake provider and instruments the real SDK. */
export async function startOpenAI(
  answer: Answers,
  options: { config?: OpenAIInstrumentationConfig; reply?: OpenAIReplyOptions } = {},
): Promise<OpenAIFixture> {
  const tracing = startTracing();
  const instrumentation = new OpenAIInstrumentation(options.config);
  instrumentation.instrument(OpenAI);
  const provider = await startFakeProvider({ replyWith: respondLikeOpenAI(answer, options.reply) });
  onTestFinished(async () => {
    instrumentation.disable();
    await provider.close();
    await tracing[Symbol.asyncDispose]();
  });
  const shared = { apiKey: 'sk-test', maxRetries: 1, logLevel: 'off' as const };
  return {
    tracing,
    provider,
    instrumentation,
    client: new OpenAI({ ...shared, baseURL: `${provider.url}/v1` }),
    clientOf: (baseURL, clientOptions) =>
      new OpenAI({ ...shared, baseURL, fetch: redirectTo(provider.url), ...clientOptions }),
  };
}

/** A `fetch` that sends every request to another origin, path and body unchanged. */
export function redirectTo(origin: string): typeof fetch {
  return (input, init) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : String(input));
    return fetch(`${origin}${pathname}${search}`, init);
  };
}

/** Reads a stream to its end. */
export async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const events: T[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

/** Runs a call as it is and without the instrumentation, which is on again afterwards. */
export async function compareToControl<T>(
  { instrumentation }: OpenAIFixture,
  run: () => Promise<T>,
): Promise<{ watched: T; control: T }> {
  const watched = await run();
  instrumentation.disable();
  try {
    return { watched, control: await run() };
  } finally {
    instrumentation.enable();
  }
}

export const messages = [{ role: 'user' as const, content: 'Answer in up to 3 words: who are you?' }];
