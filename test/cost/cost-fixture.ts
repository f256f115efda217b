import Anthropic from '@anthropic-ai/sdk';
import { diag, DiagLogLevel } from '@opentelemetry/api';
import { costHook, PriceBook, resetStats } from '@tokenspan/cost';
import type { CallRecord, CostHookOptions } from '@tokenspan/cost';
import { anthropicMessage, respondLikeAnthropic, startFakeProvider } from '@tokenspan/fake-provider';
import type {
  AnthropicMessageDescription,
  FakeProvider,
  ReceivedRequest,
  Responder,
} from '@tokenspan/fake-provider';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';
import { onTestFinished } from 'vitest';
import { startTracing } from '../support/tracing.ts';
import type { Tracing } from '../support/tracing.ts';

/** A model of the tests' own, so that its price does not change with a price list: 2 USD a million in, 10 out. */
export const MODEL = 'test-model';

/** What a test of the cost package works with; all of it ends with the test. */
export interface CostFixture {
  provider: FakeProvider;
  client: Anthropic;
  /** Every call that has ended. */
  calls: CallRecord[];
  prices: PriceBook;
  /** Warnings of `diag`. */
  warnings: string[];
}

/** The same, with an OpenTelemetry SDK. */
export interface TracedCostFixture extends CostFixture {
  tracing: Tracing;
}

export interface CostFixtureOptions {
  answer?: AnthropicMessageDescription | ((request: ReceivedRequest) => AnthropicMessageDescription);
  respond?: Responder;
  hook?: CostHookOptions;
}

/** Instruments the real SDK with a cost hook, without any OpenTelemetry SDK. */
export async function startCosts(options: CostFixtureOptions = {}): Promise<CostFixture> {
  const { answer = {}, hook } = options;
  const warnings = listenToWarnings();
  const calls: CallRecord[] = [];
  const prices = hook?.prices ?? new PriceBook();
  prices.registerModel(MODEL, { input: 2, output: 10, cacheRead: 0.2 });
  const costs = costHook({ onCall: (call) => void calls.push(call), ...hook, prices });
  await costs.ready();
  const instrumentation = new AnthropicInstrumentation({ hooks: [costs] });
  instrumentation.instrument(Anthropic);
  const describe = typeof answer === 'function' ? answer : () => answer;
  const provider = await startFakeProvider({
    replyWith:
      options.respond ??
      respondLikeAnthropic((request) => anthropicMessage({ model: MODEL, ...describe(request) })),
  });
  resetStats();
  onTestFinished(async () => {
    instrumentation.disable();
    await provider.close();
  });
  const client = new Anthropic({ apiKey: 'sk-ant-test', baseURL: provider.url, maxRetries: 0 });
  return { provider, client, calls, prices, warnings };
}

/** Instruments the real SDK with a cost hook, and registers an OpenTelemetry SDK as a program would. */
export async function startTracedCosts(options: CostFixtureOptions = {}): Promise<TracedCostFixture> {
  const tracing = startTracing();
  onTestFinished(() => tracing[Symbol.asyncDispose]());
  return { ...(await startCosts(options)), tracing };
}

function listenToWarnings(): string[] {
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  diag.setLogger({ error: warn, warn, info() {}, debug() {}, verbose() {} }, DiagLogLevel.WARN);
  onTestFinished(() => diag.disable());
  warnings.length = 0;
  return warnings;
}

/** The parameters of a small call. */
export function ask(text = 'hello'): Anthropic.MessageCreateParamsNonStreaming {
  return { model: MODEL, max_tokens: 64, messages: [{ role: 'user', content: text }] };
}
