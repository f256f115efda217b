import { connect } from 'node:net';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { startFakeProvider } from './fake-provider.ts';
import type { FakeProvider } from './fake-provider.ts';
import { headerValues } from './received-request.ts';
import { never } from './script.ts';
import type { Step } from './script.ts';

let provider: FakeProvider;
beforeEach(async () => {
  provider = await startFakeProvider();
});
afterEach(() => provider.close());

const bytes = (text: string): Step => ({ kind: 'bytes', bytes: text });

test('answers 500 that says so when no reply was scripted, and asks for no retry', async () => {
  const response = await fetch(`${provider.url}/v1/anything?x=1`);
  expect(response.status).toBe(500);
  expect(response.headers.get('x-should-retry')).toBe('false');
  expect(await response.json()).toEqual({
    error: {
      type: 'fake_provider_error',
      message: 'fake provider: no reply was scripted for GET /v1/anything?x=1',
    },
  });
});

test('answers queued replies first in, first out, then the default', async () => {
  provider.replyWith((request) => ({ body: `default ${request.sequence}` }));
  provider.reply({ body: 'first' }, (request) => ({ status: 201, body: { path: request.path } }));
  const answers: string[] = [];
  for (const path of ['/a', '/b', '/c']) answers.push(await (await fetch(provider.url + path)).text());
  expect(answers).toEqual(['first', '{"path":"/b"}', 'default 3']);
});

test.each([
  ['a responder', () => Promise.reject(new Error('no such case'))],
  ['a cutting', { body: 'x', chunkBytes: 0 }],
])('says in a 500 what %s threw', async (_, reply) => {
  provider.reply(reply);
  const response = await fetch(provider.url);
  expect(response.status).toBe(500);
  expect(await response.text()).toMatch(/threw (Error: no such case|TypeError: chunkBytes must be)/);
});

test('records the request as it came, duplicate headers included', async () => {
  provider.reply({ body: 'ok' });
  const socket = connect(Number(new URL(provider.url).port), '127.0.0.1');
  const body = '{"stream":true,"text":"Grüße"}';
  socket.end(
    `POST /v1/messages?beta=true HTTP/1.1\r\nHost: fake\r\ntraceparent: one\r\nTraceparent: two\r\n` +
      `Connection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  socket.resume();
  const request = await provider.waitForRequest();
  expect(request).toMatchObject({
    sequence: 1,
    method: 'POST',
    path: '/v1/messages?beta=true',
    text: body,
    body: { stream: true, text: 'Grüße' },
  });
  expect(headerValues(request, 'traceparent')).toEqual(['one', 'two']);
  expect(await request.closed).toBe('finished');
  expect(request).toMatchObject({ stepsSent: 1, segmentsSent: 1, bytesSent: 2 });
});

test('waits for a promise before the headers and between steps', async () => {
  const headers = Promise.withResolvers<void>();
  const middle = Promise.withResolvers<void>();
  provider.reply({
    headersAfter: headers.promise,
    steps: [bytes('a'), { kind: 'wait', until: middle.promise }, bytes('b')],
  });
  const pending = fetch(provider.url);
  const request = await provider.waitForRequest();
  expect(request.segmentsSent).toBe(0);
  headers.resolve();
  const reader = (await pending).body!.getReader();
  expect(Buffer.from((await reader.read()).value!).toString()).toBe('a');
  expect(request).toMatchObject({ stepsSent: 1, bytesSent: 1 });
  middle.resolve();
  expect(Buffer.from((await reader.read()).value!).toString()).toBe('b');
  expect((await reader.read()).done).toBe(true);
});

test.each([
  ['chunkBytes', { chunkBytes: 3 }, [3, 3, 2]],
  ['cuts', { cuts: [4, 5, 99] }, [4, 1, 3]],
])('cuts bytes by %s, across steps and inside characters', async (_, cutting, lengths) => {
  provider.reply({ steps: [bytes('gr'), bytes('üß'), bytes('e.')], ...cutting });
  const pieces: Buffer[] = [];
  for await (const piece of (await fetch(provider.url)).body!) pieces.push(Buffer.from(piece));
  expect(Buffer.concat(pieces).toString()).toBe('grüße.');
  expect(pieces.map((piece) => piece.length)).toEqual(lengths);
  expect(provider.requests[0]).toMatchObject({ stepsSent: 3, segmentsSent: 3, bytesSent: 8 });
});

test('stops at what the client can take when the client does not read', async () => {
  const megabyte = Buffer.alloc(2 ** 20, 'x');
  function* endlessSteps(): Generator<Step> {
    for (;;) yield { kind: 'bytes', bytes: megabyte };
  }
  provider.reply({ steps: endlessSteps() });
  const abort = new AbortController();
  await fetch(provider.url, { signal: abort.signal });
  const request = await provider.waitForRequest();
  abort.abort();
  expect(await request.closed).toBe('cancelled');
  expect(request.stepsSent).toBeLessThan(100);
});

test('a client that leaves before the headers is seen as cancelled', async () => {
  provider.reply({ headersAfter: never, body: '' });
  const abort = new AbortController();
  const pending = fetch(provider.url, { signal: abort.signal });
  const request = await provider.waitForRequest();
  abort.abort();
  await expect(pending).rejects.toThrow('aborted');
  expect(await request.closed).toBe('cancelled');
});

test('close() cuts open responses, rejects who waits for requests, and may be called twice', async () => {
  provider.reply({ steps: [bytes('a'), { kind: 'stall' }] }, { headersAfter: 3_600_000, body: '' });
  const streaming = await fetch(provider.url);
  const pending = fetch(provider.url);
  pending.catch(() => {});
  await provider.waitForRequest(2);
  const third = provider.waitForRequest(3);
  third.catch(() => {});
  await provider.close();
  await provider.close();
  await expect(third).rejects.toThrow('closed after 2 requests, before request 3');
  await expect(streaming.text()).rejects.toThrow('terminated');
  await expect(pending).rejects.toThrow('fetch failed');
  expect(await Promise.all(provider.requests.map((request) => request.closed))).toEqual([
    'dropped',
    'dropped',
  ]);
});

test('can be disposed of by `await using`', async () => {
  let url: string;
  {
    await using disposable = await startFakeProvider({ replyWith: () => ({ body: 'here' }) });
    url = disposable.url;
    expect(await (await fetch(url)).text()).toBe('here');
  }
  await expect(fetch(url)).rejects.toThrow('fetch failed');
});
