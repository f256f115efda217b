import { context as contextApi, isSpanContextValid } from '@opentelemetry/api';
import type { Context } from '@opentelemetry/api';
import type { Request } from '@tokenspan/streams';
import { guard, warnOnce } from '../guard.ts';
import { gateRequest } from './gate-request.ts';
import { observeCall } from './observe-call.ts';
import type { ResponseReaders } from './observe-call.ts';
import { openGate } from './open-gate.ts';
import { Operation } from './operation.ts';
import type { OperationTelemetry } from './operation.ts';

/** One call of a patched SDK method. */
export interface Call<T> {
  /** Reads the neutral request from the caller's parameters, without changing them. */
  readRequest: () => Request;
  /** Runs the original method. */
  send: () => T;
  /** The SDK client whose `post` or `get` the method sends through. */
  client: object;
  verb: 'post' | 'get';
  readers: ResponseReaders;
}

/**
 * Runs a patched method of openai or @anthropic-ai/sdk as one operation.
 *
 * @returns the very object that the SDK returned
 * @throws what the SDK threw, the same object
 */
export function runOperation<T>(telemetry: OperationTelemetry, call: Call<T>): T {
  const operation = guard('start a call', () => new Operation(telemetry, call.readRequest(), contextApi.active()));
  if (!operation) return call.send();
  if (!operation.observed) {
    // A span that was not sampled still has to be the parent of what follows, so that nothing below it is sampled.
    const sampledOut = isSpanContextValid(operation.span.spanContext());
    return sampledOut ? runInContext(operation.context, call.send) : call.send();
  }
  guard('begin a call', () => operation.begin());
  const gate = openGate(telemetry.hooks, operation.request);
  const send = gate ? () => sendThroughGate(call, gate) : call.send;
  let result: T;
  try {
    result = runInContext(operation.context, send);
  } catch (error) {
    guard('settle a call', () => operation.settle('failed', { error }));
    throw error;
  }
  guard('observe a call', () => observeCall(operation, result, call.readers));
  return result;
}

function sendThroughGate<T>(call: Call<T>, gate: Promise<void>): T {
  const { result, gated } = gateRequest(call.client, call.verb, gate, call.send);
  if (!gated) {
    warnOnce('gate a request', 'tokenspan: this SDK version sends around the guard; its calls cannot be refused');
  }
  return result;
}

/** Runs in a context; without it when the context manager itself fails. */
function runInContext<T>(context: Context, run: () => T): T {
  let entered = false;
  const enter = (): T => {
    entered = true;
    return run();
  };
  try {
    return contextApi.with(context, enter);
  } catch (error) {
    if (entered) throw error;
    return run();
  }
}
