import Anthropic from '@anthropic-ai/sdk';
import type { OperationHook } from '@tokenspan/core';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';
import { afterEach, beforeEach } from 'vitest';
import { answer } from '../conformance/anthropic-fixture.ts';
import { startTracing } from '../support/tracing.ts';
import type { Tracing } from '../support/tracing.ts';

/** What one request carried. */
export interface SentRequest {
  body: unknown;
  headers: Headers;
}

/** What a test of a hostile program works with; `tracing` and `sent` are new for every test. */
export interface HostileSetup {
  tracing: Tracing;
  sent: SentRequest[];
  register: (...hooks: OperationHook[]) => AnthropicInstrumentation;
  disableAll: () => void;
  /** Options of a client whose `fetch` answers with the standard answer. */
  options: { apiKey: string; maxRetries: number; fetch: typeof globalThis.fetch };
}

export const parameters = {
  model: 'm',
  max_tokens: 8,
  messages: [{ role: 'user' as const, content: 'Hello' }],
};

/** Sets up tracing and a client's options for each test of a file. */
export function setUpHostile(): HostileSetup {
  const instrumentations: AnthropicInstrumentation[] = [];
  const setup = {
    sent: [] as SentRequest[],
    options: { apiKey: 'sk-test', maxRetries: 0, fetch: respond },
    register(...hooks: OperationHook[]): AnthropicInstrumentation {
      const instrumentation = new AnthropicInstrumentation({ hooks });
      instrumentations.push(instrumentation);
      instrumentation.setTracerProvider(setup.tracing.provider);
      instrumentation.instrument(Anthropic);
      return instrumentation;
    },
    disableAll(): void {
      for (const instrumentation of instrumentations.splice(0)) instrumentation.disable();
    },
  } as HostileSetup;

  function respond(_: unknown, init?: RequestInit): Promise<Response> {
    const body = JSON.parse((init?.body as string | undefined) ?? 'null') as { stream?: boolean } | null;
    setup.sent.push({ body, headers: new Headers(init?.headers) });
    if (!body?.stream) return Promise.resolve(Response.json(answer.body));
    const text = answer.events
      .map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
      .join('');
    return Promise.resolve(new Response(text, { headers: { 'content-type': 'text/event-stream' } }));
  }

  beforeEach(() => {
    setup.tracing = startTracing();
    setup.sent = [];
  });
  afterEach(async () => {
    setup.disableAll();
    await setup.tracing[Symbol.asyncDispose]();
  });
  return setup;
}
