import { guard, warnOnce } from '@tokenspan/core';
import type { AnthropicClient } from './sdk-types.ts';

/** Whether the SDK's own span of a call gives way to ours (`replace`), or ours is not made (`keep`). */
export type NativeTracing = 'replace' | 'keep';

/** Whether the SDK will make a span of its own for a call: 0.134 and later, unless it was switched off. */
export function tracesItself(client: AnthropicClient): boolean {
  return '_tracer' in client ? client._tracer !== undefined : client.openTelemetry !== undefined;
}

/** Whether the SDK's own span can be kept away. Warns once when it cannot: then it is the one that stays. */
export function canReplaceNativeSpan(client: AnthropicClient): boolean {
  if (client.openTelemetry === undefined || isWritable(client)) return true;
  warnOnce(
    'replace the native span',
    'tokenspan: this version of @anthropic-ai/sdk traces itself in a way that cannot be replaced; its own span is kept',
  );
  return false;
}

function isWritable(client: AnthropicClient): boolean {
  return Object.getOwnPropertyDescriptor(client, '_tracer')?.writable === true;
}

/**
 * Calls an SDK method without the SDK's own span: `_tracer` is read in the synchronous part of `create()` and of
 * `messages.stream()` only, and is a plain property (@anthropic-ai/sdk 0.137 and 1.11, `client`).
 */
export function withoutNativeSpan<T>(client: AnthropicClient, call: () => T): T {
  const tracer = client._tracer;
  if (tracer === undefined || !guard('replace the native span', () => replaceTracer(client, undefined)))
    return call();
  try {
    return call();
  } finally {
    guard('restore the native tracer', () => replaceTracer(client, tracer));
  }
}

function replaceTracer(client: AnthropicClient, tracer: unknown): true {
  client._tracer = tracer;
  return true;
}

/** The arguments of `create()` without the span that a helper of the SDK hands down. The caller's object stays as it is. */
export function withoutHandedSpan(args: unknown[]): unknown[] {
  const [parameters, options, ...rest] = args;
  if (typeof options !== 'object' || options === null || !('__span' in options)) return args;
  return [parameters, { ...options, __span: undefined }, ...rest];
}
