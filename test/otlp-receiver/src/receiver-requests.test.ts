import { gzipSync } from 'node:zlib';
import protobuf from 'protobufjs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { startOtlpReceiver } from './start-otlp-receiver.ts';
import type { OtlpReceiver } from './start-otlp-receiver.ts';

let receiver: OtlpReceiver;

beforeAll(async () => {
  receiver = await startOtlpReceiver();
});

beforeEach(() => {
  receiver.clear();
});

afterAll(() => receiver.close());

const span = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  name: 'chat',
  kind: 'SPAN_KIND_CLIENT',
  startTimeUnixNano: '1763700000000000001',
  endTimeUnixNano: 1_763_700_000_000_000_512,
};
const validRequest = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });

function withSpan(changes: object): string {
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [{ ...span, ...changes }] }] }] });
}

function post(
  path: string,
  contentType: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers = {},
): Promise<Response> {
  const url = receiver.url + path;
  return fetch(url, { method: 'POST', headers: { 'content-type': contentType, ...headers }, body });
}

describe('an accepted export', () => {
  test('is answered with an empty JSON object when it came as JSON', async () => {
    const response = await post('/v1/traces', 'application/json; charset=utf-8', validRequest);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({});
    expect(receiver.spans()).toMatchObject([
      { name: 'chat', kind: 'client', startNanoseconds: 1763700000000000001n },
    ]);
  });

  test('is answered with an empty message when it came as protobuf', async () => {
    const response = await post('/v1/traces', 'application/x-protobuf', new Uint8Array());
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/x-protobuf');
    expect(await response.bytes()).toHaveLength(0);
  });

  test('may be compressed', async () => {
    const body = new Uint8Array(gzipSync(validRequest));
    const response = await post('/v1/traces', 'application/json', body, { 'content-encoding': 'gzip' });
    expect(response.status).toBe(200);
    expect(receiver.spans()).toHaveLength(1);
  });

  test('of metrics or logs is counted and not kept', async () => {
    await post('/v1/metrics', 'application/json', '{}');
    await post('/v1/metrics', 'application/x-protobuf', new Uint8Array([1, 2, 3]));
    const response = await post('/v1/logs', 'application/json', '{}');
    expect(response.status).toBe(200);
    expect(receiver.otherRequests).toEqual({ metrics: 2, logs: 1 });
    expect(receiver.spans()).toEqual([]);
  });
});

describe('a body that cannot be decoded is answered with 400', () => {
  test.each([
    ['text that is not JSON', 'resourceSpans'],
    ['a JSON array', '[]'],
    ['null', 'null'],
    ['a list that is an object', '{"resourceSpans": {}}'],
    ['a span that is a number', '{"resourceSpans":[{"scopeSpans":[{"spans":[1]}]}]}'],
    ['an identifier that is too short', withSpan({ spanId: 'b7ad' })],
    ['an identifier that is not hex', withSpan({ traceId: 'z'.repeat(32) })],
    ['a span without identifiers', withSpan({ traceId: undefined })],
    ['a kind that nobody knows', withSpan({ kind: 17 })],
  ])('%s', async (_what, body) => {
    const response = await post('/v1/traces', 'application/json', body);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ message: expect.any(String) });
    expect(receiver.spans()).toEqual([]);
  });

  test('protobuf that ends too early, with a status message in protobuf', async () => {
    const response = await post('/v1/traces', 'application/x-protobuf', new Uint8Array([0x0a, 0x7f, 1]));
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/x-protobuf');
    const reader = protobuf.Reader.create(await response.bytes());
    expect(reader.uint32() >>> 3).toBe(2);
    expect(reader.string()).toContain('not an OTLP protobuf trace request');
  });

  test('bytes that are not gzip though the header says so', async () => {
    const response = await post('/v1/traces', 'application/json', validRequest, {
      'content-encoding': 'gzip',
    });
    expect(response.status).toBe(400);
  });
});

describe('a request that is not OTLP', () => {
  test.each(['text/plain', 'application/protobuf', ''])(
    'with content type %j is answered with 415',
    async (type) => {
      const response = await post('/v1/traces', type, validRequest);
      expect(response.status).toBe(415);
    },
  );

  test('with an unknown content encoding is answered with 415', async () => {
    const response = await post('/v1/traces', 'application/json', validRequest, { 'content-encoding': 'br' });
    expect(response.status).toBe(415);
  });

  test('with another method is answered with 405', async () => {
    const response = await fetch(`${receiver.url}/v1/traces`);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect((await post('/api/v3/services', 'application/json', '{}')).status).toBe(405);
  });

  test('to another path is answered with 404', async () => {
    expect((await post('/v1/profiles', 'application/json', '{}')).status).toBe(404);
    expect((await fetch(receiver.url)).status).toBe(404);
  });
});
