import { warnOnce } from '../guard.ts';

/** A client of the SDKs: every resource method sends through `post` or `get`. */
interface SendingClient {
  post?: unknown;
  get?: unknown;
}

/**
 * Calls an SDK method so that its request waits for `gate`: for the synchronous part of `call`, the client's `post` (or
 * `get`) is replaced by one that hands the request options on as a promise, which the SDK awaits before its retry loop
 * (`core/client`: `methodRequest`, `makeRequest`; openai 4-7 and @anthropic-ai/sdk 0.36-1.x). When `gate` rejects, the
 * SDK's own promise rejects with the same error, nothing is sent and nothing is retried. Without a gate it just calls.
 *
 * @throws what `call` throws
 * @returns what `call` returned
 */
export function gateRequest<T>(
  client: object,
  verb: 'post' | 'get',
  gate: Promise<void> | undefined,
  call: () => T,
): T {
  if (!gate) return call();
  const sender = client as SendingClient;
  const own = Object.getOwnPropertyDescriptor(client, verb);
  const original = sender[verb] as (path: string, options: unknown) => unknown;
  let gated = false;
  const gatedSend = function (this: unknown, path: string, options: unknown): unknown {
    gated = true;
    return original.call(
      this,
      path,
      gate.then(() => options),
    );
  };
  Object.defineProperty(client, verb, {
    value: gatedSend,
    writable: true,
    configurable: true,
    enumerable: false,
  });
  try {
    return call();
  } finally {
    if (own) Object.defineProperty(client, verb, own);
    else delete sender[verb];
    if (!gated) {
      // Nobody else would handle the refusal of a request that was never made.
      gate.catch(() => {});
      warnOnce(
        'gate a request',
        'tokenspan: this SDK version sends around the guard; its calls cannot be refused',
      );
    }
  }
}
