/** A client of the SDKs: every resource method sends through `post` or `get`. */
interface SendingClient {
  post?: unknown;
  get?: unknown;
}

/**
 * Calls an SDK method so that its request waits for `gate`: for the synchronous part of `call`, the client's `post` (or
 * `get`) is replaced by one that hands the request options on as a promise, which the SDK awaits before its retry loop
 * (`core/client`: `methodRequest`, `makeRequest`; openai 4-7 and @anthropic-ai/sdk 0.36-1.x). When `gate` rejects, the
 * SDK's own promise rejects with the same error, nothing is sent and nothing is retried.
 *
 * @throws what `call` throws
 * @returns what `call` returned, and whether the request did go through the gate
 */
export function gateRequest<T>(
  client: object,
  verb: 'post' | 'get',
  gate: Promise<void>,
  call: () => T,
): { result: T; gated: boolean } {
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
  Object.defineProperty(client, verb, { value: gatedSend, writable: true, configurable: true, enumerable: false });
  try {
    return { result: call(), gated };
  } finally {
    if (own) Object.defineProperty(client, verb, own);
    else delete sender[verb];
    // Nobody else would handle the refusal of a request that was never made.
    if (!gated) gate.catch(() => {});
  }
}
