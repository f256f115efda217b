import { GoogleGenAI } from '@google/genai';
import { replies } from './google-fixture.ts';
import type { CallOptions } from './row.ts';
import {
  closedUnreadRows,
  closedWrappedRows,
  errorEventRows,
  hiddenErrorEventRows,
  generatorRows,
} from './rows/generator-rows.ts';
import { googlePlainRows, googlePromiseRows } from './rows/google-promise-rows.ts';
import type { GeneratorCall } from './rows/generator-rows.ts';
import type { Column } from './run-cell.ts';

/** The class of client that the columns call; a version of the SDK. */
export type GoogleClass = typeof GoogleGenAI;

const parameters = { model: 'gemini-2.5-flash', contents: 'Greet the world in JSON.' };

/**
 * The columns of one version of @google/genai.
 *
 * @param continues whether the version goes on with answers by itself (2.x and 3.x), for which it wraps each stream; those
 *   versions throw the error events of a stream as well
 */
export function describeColumns(
  Client: GoogleClass = GoogleGenAI,
  continues = true,
): {
  streams: Column<GeneratorCall>[];
  plain: Column<Promise<unknown>>[];
  promises: Column<Promise<unknown>>[];
} {
  const client = (url: string): GoogleGenAI =>
    new Client({ apiKey: 'test-key', httpOptions: { baseUrl: url } });
  const configure = ({ signal, timeout }: CallOptions, more: object = {}): object => ({
    config: { ...more, ...(signal && { abortSignal: signal }), ...(timeout && { httpOptions: { timeout } }) },
  });
  const shared = { replies, isLast };
  const stream = {
    ...shared,
    name: 'models.generateContentStream()',
    call: (url: string, options: CallOptions) =>
      withoutHeaders(client(url).models.generateContentStream({ ...parameters, ...configure(options) })),
  };
  // Without continuation (2.x and 3.x) the caller gets the very generator that is observed.
  const bareStream = {
    ...shared,
    name: 'models.generateContentStream({automaticContinuation: false})',
    call: (url: string, options: CallOptions) =>
      withoutHeaders(
        client(url).models.generateContentStream({
          ...parameters,
          ...configure(options, { automaticContinuation: false }),
        }),
      ),
  };
  const chatStream = {
    ...shared,
    name: 'chats.sendMessageStream()',
    call: (url: string, options: CallOptions) =>
      withoutHeaders(
        client(url)
          .chats.create({ model: parameters.model })
          .sendMessageStream({ message: parameters.contents, ...configure(options) }),
      ),
  };
  const plain = {
    ...shared,
    name: 'models.generateContent()',
    call: (url: string, options: CallOptions) =>
      forget(client(url).models.generateContent({ ...parameters, ...configure(options) })),
  };
  const chat = {
    ...shared,
    name: 'chats.sendMessage()',
    call: (url: string, options: CallOptions) =>
      forget(
        client(url)
          .chats.create({ model: parameters.model })
          .sendMessage({ message: parameters.contents, ...configure(options) }),
      ),
  };
  const rows = [...generatorRows, ...(continues ? errorEventRows : hiddenErrorEventRows)];
  return {
    streams: [
      { ...bareStream, rows: [...rows, ...closedUnreadRows] },
      { ...stream, rows: [...rows, ...(continues ? closedWrappedRows : closedUnreadRows)] },
      { ...chatStream, rows: [...rows, ...closedWrappedRows] },
    ],
    plain: [plain, chat].map((column) => ({ ...column, rows: googlePlainRows })),
    promises: [stream, chatStream, plain, chat].map((column) => ({ ...column, rows: googlePromiseRows })),
  };
}

function isLast(event: unknown): boolean {
  const { candidates } = event as { candidates?: { finishReason?: string }[] };
  return candidates?.[0]?.finishReason !== undefined;
}

/** The response headers of the SDK's answers hold the time of day, which no two runs share. */
function forgetHeaders(value: unknown): void {
  if (typeof value === 'object' && value !== null)
    delete (value as { sdkHttpResponse?: unknown }).sdkHttpResponse;
}

function forget(promise: Promise<unknown>): Promise<unknown> {
  return promise.then((value) => {
    forgetHeaders(value);
    return value;
  });
}

function withoutHeaders(promise: Promise<AsyncGenerator>): GeneratorCall {
  return promise.then((generator) => {
    const { next } = generator;
    generator.next = async (...values) => {
      const result = await next.apply(generator, values);
      forgetHeaders(result.value);
      return result;
    };
    return generator;
  });
}
