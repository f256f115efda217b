import { diag, DiagLogLevel } from '@opentelemetry/api';
import { InstrumentationBase } from '@opentelemetry/instrumentation';
import OpenAI from 'openai';
import { afterEach, expect, it, vi } from 'vitest';
import { OpenAIInstrumentation } from './instrumentation.ts';

/** Wraps as the official instrumentation does. */
class Official extends InstrumentationBase {
  constructor() {
    super('@opentelemetry/instrumentation-openai', '0.22.0', {});
  }

  protected override init(): [] {
    return [];
  }

  wrap(): () => void {
    const prototype = OpenAI.Chat.Completions.prototype;
    this._wrap(prototype, 'create', (original) => {
      return function patchedCreate(this: never, ...args: Parameters<typeof original>) {
        return original.apply(this, args);
      } as typeof original;
    });
    return () => this._unwrap(prototype, 'create');
  }
}

afterEach(() => diag.disable());

it('warns once, with the variable that switches the other one off', async () => {
  const warn = vi.fn<(message: string) => void>();
  const quiet = (): void => {};
  diag.setLogger({ warn, error: quiet, info: quiet, debug: quiet, verbose: quiet }, DiagLogLevel.WARN);
  const ours = new OpenAIInstrumentation({ hooks: [{ settled: quiet }] });
  ours.instrument(OpenAI);
  const client = new OpenAI({
    apiKey: 'x',
    fetch: () => Promise.resolve(Response.json({ id: 'chatcmpl-1', choices: [] })),
  });
  const call = (): Promise<unknown> => client.chat.completions.create({ model: 'm', messages: [] });
  const warnings = (): string[] =>
    warn.mock.calls.map(([message]) => message).filter((message) => message.includes('another'));
  await call();
  expect(warnings()).toEqual([]);
  const unwrap = new Official().wrap();
  await call();
  await call();
  unwrap();
  ours.disable();
  expect(warnings()).toHaveLength(1);
  expect(warnings()[0]).toContain('OTEL_NODE_DISABLED_INSTRUMENTATIONS=openai');
});
