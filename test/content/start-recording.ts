import { logs } from '@opentelemetry/api-logs';
import { LoggerProvider } from '@opentelemetry/sdk-logs';
import type { LogRecordProcessor, ReadableLogRecord } from '@opentelemetry/sdk-logs';
import { GoogleGenAI } from '@google/genai';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import type { GenAIInstrumentation, GenAIInstrumentationConfig } from '@tokenspan/core';
import { startFakeProvider } from '@tokenspan/fake-provider';
import type { FakeProvider } from '@tokenspan/fake-provider';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';
import { GoogleGenAIInstrumentation } from '@tokenspan/instrumentation-google-genai';
import { OpenAIInstrumentation } from '@tokenspan/instrumentation-openai';
import { startTracing } from '../support/tracing.ts';
import type { Tracing, TracingOptions } from '../support/tracing.ts';

/** Everything that a program could register, and what came out of it, until it is disposed. */
export interface Recording extends AsyncDisposable {
  tracing: Tracing;
  provider: FakeProvider;
  instrumentations: GenAIInstrumentation[];
  /** Log records in the order in which they were emitted. */
  records: ReadableLogRecord[];
  /** The log records of one event. */
  events(name: string): ReadableLogRecord[];
}

export interface RecordingOptions extends TracingOptions {
  config?: GenAIInstrumentationConfig;
  /** Without a logger provider where `false`. */
  logging?: boolean;
}

/** Starts a fake provider, the three OpenTelemetry SDKs, and all instrumentations on the real LLM SDKs. */
export async function startRecording({
  config,
  logging = true,
  ...options
}: RecordingOptions = {}): Promise<Recording> {
  const tracing = startTracing(options);
  const records: ReadableLogRecord[] = [];
  const collect: LogRecordProcessor = {
    onEmit: (record) => void records.push(record),
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
  if (logging) logs.setGlobalLoggerProvider(new LoggerProvider({ processors: [collect] }));
  const [anthropic, openai, google] = [
    new AnthropicInstrumentation(config),
    new OpenAIInstrumentation(config),
    new GoogleGenAIInstrumentation(config),
  ];
  anthropic.instrument(Anthropic);
  openai.instrument(OpenAI);
  google.instrument(GoogleGenAI);
  const instrumentations = [anthropic, openai, google];
  const provider = await startFakeProvider();
  const stop = async (): Promise<void> => {
    for (const instrumentation of instrumentations) instrumentation.disable();
    await provider.close();
    await tracing[Symbol.asyncDispose]();
    logs.disable();
  };
  const events = (name: string): ReadableLogRecord[] => records.filter(({ eventName }) => eventName === name);
  return { tracing, provider, instrumentations, records, events, [Symbol.asyncDispose]: stop };
}
