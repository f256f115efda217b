import { inspect } from 'node:util';
import { diag, DiagLogLevel } from '@opentelemetry/api';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import type { GenAIInstrumentationConfig, OperationHook } from '@tokenspan/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startRecording } from './start-recording.ts';
import type { Recording } from './start-recording.ts';
import { calls } from './subjects.ts';
import type { CallersCode, Subject, Texts } from './subjects.ts';

/** A string for every place of a conversation; none of it occurs anywhere else. */
const texts: Texts = {
  system: 'canary-system',
  user: 'canary-user',
  argument: 'canary-argument',
  result: 'canary-result',
  description: 'canary-description',
  answer: 'canary-answer-in-fragments',
  asked: 'canary-asked',
  key: 'sk-ant-canary-key-0123456789',
  header: 'canary-header',
};
const ownError = 'canary-own-error';
const secrets = [texts.key, texts.header, texts.description, ownError];

const told: string[] = [];
const tell = (...values: unknown[]): void => void told.push(inspect(values, { depth: 10 }));

beforeEach(() => {
  told.length = 0;
  diag.setLogger({ error: tell, warn: tell, info: tell, debug: tell, verbose: tell }, DiagLogLevel.ALL);
});
afterEach(() => diag.disable());

/** All that left tokenspan, as one text. */
async function readSignals({ tracing, records }: Recording): Promise<string> {
  const metrics = [...(await tracing.readMetrics()).values()];
  return JSON.stringify({
    spans: tracing.spans().map(readSpan),
    records: records.map(readRecord),
    metrics,
    told,
  });
}

function readSpan({ name, attributes, status, events, links }: ReadableSpan): unknown {
  return { name, attributes, status, events, links };
}

function readRecord({ eventName, body, attributes }: ReadableLogRecord): unknown {
  return { eventName, body, attributes };
}

const ownCode: Record<string, CallersCode> = {
  'a whole answer': {},
  "an error of the caller's loop": {
    inLoop: () => {
      throw new Error(ownError);
    },
  },
  "an error of the caller's fetch": { fetch: () => Promise.reject(new TypeError(ownError)) },
  // As a proxy does that repeats what it was sent.
  'an error that repeats the key': {
    fetch: (_, init) => {
      const message = `Incorrect API key provided: ${texts.key} (${new Headers(init?.headers).get('x-api-key')})`;
      const error = { type: 'authentication_error', code: 401, status: 'UNAUTHENTICATED', message };
      return Promise.resolve(Response.json({ type: 'error', error }, { status: 401 }));
    },
  },
};

async function run(subject: Subject, stream: boolean, own: CallersCode, recording: Recording): Promise<void> {
  await subject.call(recording.provider, texts, stream, own).catch(() => {});
  await recording.tracing.waitForLlmSpans(1);
}

const cases = calls.flatMap(([name, subject, stream]) =>
  Object.entries(ownCode)
    .filter(([, { inLoop }]) => stream || !inLoop)
    .map(([what, own]) => [name, what, subject, stream, own] as const),
);

describe('canaries planted in a call', () => {
  it.each(cases)('%s, %s: none in any signal by default', async (_name, _what, subject, stream, own) => {
    await using recording = await startRecording({
      config: { metricVocabulary: 'both', perChunkMetrics: true },
    });
    await run(subject, stream, own, recording);
    const signals = await readSignals(recording);
    expect(signals).toContain('gen_ai.client.operation.duration');
    expect(signals).toContain('gen_ai.client.inference.operation.details');
    expect(signals).not.toContain('canary');
  });

  it.each(cases)('%s, %s: no secret with content on', async (_name, _what, subject, stream, own) => {
    const config: GenAIInstrumentationConfig = { captureMessageContent: 'span_and_event' };
    await using recording = await startRecording({ config });
    await run(subject, stream, own, recording);
    const signals = await readSignals(recording);
    expect(signals).toContain(texts.user);
    for (const secret of secrets) expect(signals).not.toContain(secret);
  });

  it.each(calls)('%s: none of a refused call', async (_name, subject, stream) => {
    const hook: OperationHook = {
      guard: () => Promise.reject(new RangeError(ownError)),
    };
    await using recording = await startRecording({ config: { hooks: [hook] } });
    const refused = subject.call(recording.provider, texts, stream);
    await expect(refused).rejects.toThrow(ownError);
    await recording.tracing.waitForLlmSpans(1);
    const signals = await readSignals(recording);
    expect(signals).toContain('RangeError');
    expect(signals).not.toContain('canary');
  });
});

describe('redactContent', () => {
  it.each(calls)('%s: a throw drops the part and tells nothing of it', async (_name, subject, stream) => {
    const config: GenAIInstrumentationConfig = {
      captureMessageContent: 'span_and_event',
      redactContent(part) {
        throw new Error(`cannot redact ${JSON.stringify(part)}`);
      },
    };
    await using recording = await startRecording({ config });
    await run(subject, stream, {}, recording);
    const signals = await readSignals(recording);
    expect(signals).toContain('gen_ai.input.messages');
    expect(signals).toContain('gen_ai.output.messages');
    expect(signals).not.toContain('canary');
  });

  it.each(calls)(
    '%s: what it returns is what is recorded, and the call goes on as it was',
    async (...call) => {
      const [, subject, stream] = call;
      const config: GenAIInstrumentationConfig = {
        captureMessageContent: 'span_and_event',
        redactContent: (part) => {
          if (part.type === 'text')
            return { ...part, text: part.text.replaceAll(/canary-[a-z-]+/g, '[gone]') };
          if (part.type !== 'tool_call') return undefined;
          // In place: it has a copy.
          (part.arguments as Record<string, unknown>)['city'] = '[city]';
          return part;
        },
      };
      await using recording = await startRecording({ config });
      await run(subject, stream, {}, recording);
      const signals = await readSignals(recording);
      expect(signals).toContain('[gone]');
      expect(signals).not.toContain('canary');
      const [request] = recording.provider.requests;
      for (const sent of ['user', 'argument'] as const) {
        if (subject.carries.includes(sent)) expect(request!.text).toContain(texts[sent]);
      }
    },
  );

  it('sees whole what the cap would cut in two', async () => {
    const secret = 'canary-4000-1234-5678-9010';
    const config: GenAIInstrumentationConfig = {
      captureMessageContent: 'span',
      contentMaxBytes: 1000,
      redactContent: (part) =>
        part.type === 'text' ? { ...part, text: part.text.replaceAll(secret, '****') } : part,
    };
    for (const [, subject, stream] of calls) {
      await using recording = await startRecording({ config });
      const answer = `${'x'.repeat(990)}${secret}${'x'.repeat(990)}`;
      await subject.call(recording.provider, { ...texts, user: answer, answer }, stream);
      const [span] = await recording.tracing.waitForLlmSpans(1);
      expect(JSON.stringify(span!.attributes)).not.toContain('canary-4');
    }
  });
});
