import { context as contextApi, isSpanContextValid, ROOT_CONTEXT } from '@opentelemetry/api';
import type { Request, RequestContent } from '@tokenspan/streams';
import { guard } from '../guard.ts';
import { openGate } from './open-gate.ts';
import { Operation } from './operation.ts';
import type { OperationTelemetry } from './operation-telemetry.ts';
import { runInContext } from './run-in-context.ts';

/** One call of a patched SDK method. */
export interface Call<T> {
  /** Reads the neutral request from the caller's parameters, without changing them. */
  readRequest: () => Request;
  /** What is known of the request when it cannot be read. */
  fallback: Request;
  /** Reads the texts of the request. Called only where they are recorded, once, and not held afterwards. */
  readContent?: () => RequestContent;
  /**
   * Runs the original method; with a gate, so that nothing is sent before the gate resolves, or ever when it rejects.
   * `observed` when `observe` will get what it returns: only then may the request differ from the caller's.
   */
  send: (gate: Promise<void> | undefined, observed?: boolean) => T;
  /**
   * Observes what the original method returned, until the operation settles. What it returns stands for the result: for
   * a plain promise, which cannot be observed in place.
   */
  observe: (operation: Operation, result: T) => T | void;
}

/**
 * Runs a patched SDK method as one operation.
 *
 * @returns the very object that the SDK returned
 * @throws what the SDK threw, the same object
 */
export function runOperation<T>(telemetry: OperationTelemetry, call: Call<T>): T {
  const operation = guard('start a call', () => startOperation(telemetry, call));
  if (!operation) return call.send(undefined);
  if (!guard('ask whether anything listens', () => operation.observed))
    return sendUnobserved(operation, call);
  const { readContent } = call;
  if (readContent) guard('record the content of a request', () => operation.recordContent(readContent));
  guard('begin a call', () => operation.begin());
  const gate = openGate(telemetry.hooks, operation.request);
  let result: T;
  try {
    result = runInContext(operation.context, () => call.send(gate, true));
  } catch (error) {
    guard('settle a call', () => operation.settle('failed', { error }));
    throw error;
  }
  let observed: T | void = undefined;
  // Not returned through the guard, which would handle the rejection of a promise.
  guard('observe a call', () => {
    observed = call.observe(operation, result);
  });
  return observed ?? result;
}

// Each step guarded by itself: what cannot be read costs its attributes, and never the guard's say over the call.
function startOperation<T>(telemetry: OperationTelemetry, call: Call<T>): Operation {
  const request = guard('read a request', call.readRequest) ?? { ...call.fallback };
  const parent = guard('read the active context', () => contextApi.active()) ?? ROOT_CONTEXT;
  return new Operation(telemetry, describeRequest(telemetry, request), parent);
}

function sendUnobserved<T>(operation: Operation, call: Call<T>): T {
  // A span that was not sampled still has to be the parent of what follows, so that nothing below it is sampled.
  const sampledOut = guard('read a span context', () => isSpanContextValid(operation.span.spanContext()));
  return sampledOut ? runInContext(operation.context, () => call.send(undefined)) : call.send(undefined);
}

function describeRequest({ hooks }: OperationTelemetry, request: Request): Request {
  for (const hook of hooks) guard('run the hook "describe"', () => hook.describe?.(request));
  return request;
}
