import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { FlatSpan } from './flat-span.ts';
import { ReceiverRequests } from './receiver-requests.ts';
import type { SpanCondition } from './span-condition.ts';
import { TraceStore } from './trace-store.ts';
import type { FlatTrace } from './trace-store.ts';
import { waitForSpans } from './wait-for-spans.ts';

export interface OtlpReceiverOptions {
  /** Port on 127.0.0.1; 0 (the default) takes a free one. */
  readonly port?: number;
}

export interface WaitOptions {
  /** How long to wait before giving up; 10,000 unless told. */
  readonly timeoutMilliseconds?: number;
}

/** A running receiver: OTLP/HTTP in, Jaeger's API v3 out, everything in memory. */
export interface OtlpReceiver extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`: the OTLP endpoint and the base of `/api/v3` in one. */
  readonly url: string;
  /** How many requests to `/v1/metrics` and `/v1/logs` came; their content is not kept. */
  readonly otherRequests: { readonly metrics: number; readonly logs: number };
  /** All spans in order of arrival. */
  spans(): FlatSpan[];
  /** All traces, in the order in which their first spans arrived. */
  traces(): FlatTrace[];
  /**
   * Resolves with all spans once they meet the condition; rejects with a SpanTimeoutError when the time is
   * over.
   */
  waitForSpans(condition: SpanCondition, options?: WaitOptions): Promise<FlatSpan[]>;
  /** Forgets all spans and counts. */
  clear(): void;
  /** Closes every socket and stops listening. The spans stay readable. */
  close(): Promise<void>;
}

/** Starts a receiver on 127.0.0.1. */
export async function startOtlpReceiver(options: OtlpReceiverOptions = {}): Promise<OtlpReceiver> {
  const store = new TraceStore();
  const requests = new ReceiverRequests(store);
  const server = createServer((request, response) => void requests.answer(request, response));
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  async function close(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  return {
    url: `http://127.0.0.1:${port}`,
    get otherRequests() {
      return { ...requests.otherRequests };
    },
    spans: () => store.spans,
    traces: () => store.traces,
    waitForSpans: (condition, { timeoutMilliseconds = 10_000 } = {}) =>
      waitForSpans(store, condition, timeoutMilliseconds),
    clear: () => requests.clear(),
    close,
    [Symbol.asyncDispose]: close,
  };
}
