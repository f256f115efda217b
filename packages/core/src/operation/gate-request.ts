import { warnOnce } from '../guard.ts';

/** A request of the SDKs on its way: the options, or a promise of them. */
type Send = (options: unknown, ...rest: unknown[]) => unknown;

/** On a gated `request`: the one that it stands before, so that a call inside a call waits for its own gate only. */
const UNGATED = Symbol('tokenspan.ungated');

type GatedSend = Send & { [UNGATED]?: Send };

/** A client of the SDKs: every resource method sends through `request`. */
interface SendingClient {
  request?: GatedSend;
}

/**
 * Calls an SDK method so that its request waits for `gate`: for the synchronous part of `call`, the client's `request` is
 * replaced by one that hands the request options on when the gate opens. The SDK takes a promise of them anyway and awaits
 * it before its retry loop (`core/client`: `methodRequest`, `request`, `makeRequest`; openai 4-7 and @anthropic-ai/sdk
 * 0.36-1.x). When `gate` rejects, the SDK's own promise rejects with the same error, nothing is sent and nothing is retried.
 * A caller who aborts does not wait: the options go on at once, and the SDK refuses them itself. Without a gate it just calls.
 *
 * @throws what `call` throws
 * @returns what `call` returned
 */
export function gateRequest<T>(client: object, gate: Promise<void> | undefined, call: () => T): T {
  if (!gate) return call();
  const sender = client as SendingClient;
  const own = Object.getOwnPropertyDescriptor(client, 'request');
  const state = { gated: false };
  const replaced = replaceRequest(sender, own, gate, state);
  try {
    return call();
  } finally {
    if (replaced && own) Object.defineProperty(client, 'request', own);
    else if (replaced) delete sender.request;
    if (!state.gated) {
      // Nobody else would handle the refusal of a request that was never made.
      gate.catch(() => {});
      warnOnce(
        'gate a request',
        'tokenspan: the request of a call went around the guard (a frozen client, or an SDK version that sends otherwise)',
      );
    }
  }
}

function replaceRequest(
  sender: SendingClient,
  own: PropertyDescriptor | undefined,
  gate: Promise<void>,
  state: { gated: boolean },
): boolean {
  const current = sender.request;
  if (typeof current !== 'function') return false;
  if (own ? own.configurable !== true : !Object.isExtensible(sender)) return false;
  const ungated = current[UNGATED] ?? current;
  const gatedRequest = function (this: unknown, options: unknown, ...rest: unknown[]): unknown {
    state.gated = true;
    return ungated.call(this, waitAtGate(gate, options), ...rest);
  };
  Object.defineProperty(sender, 'request', {
    value: Object.assign(gatedRequest, { [UNGATED]: ungated }),
    writable: true,
    configurable: true,
    enumerable: false,
  });
  return true;
}

async function waitAtGate(gate: Promise<void>, given: unknown): Promise<unknown> {
  // Awaited below; until then a refusal would count as one that nobody handles.
  gate.catch(() => {});
  const options = await given;
  const signal = (options as { signal?: unknown } | null | undefined)?.signal;
  await waitForGate(gate, signal instanceof AbortSignal ? signal : undefined);
  return options;
}

/** Waits until the gate opens or the caller aborts, whichever comes first. Rejects with the error of the gate. */
export async function waitForGate(gate: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return gate;
  let onAbort = (): void => {};
  const aborted = new Promise<void>((resolve) => (onAbort = resolve));
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  try {
    await Promise.race([gate, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
