import { guard, runInSpans, startToolSpan } from '@tokenspan/core';
import type { LocalSpan, OperationTelemetry } from '@tokenspan/core';
import { viewOf } from './view-of.ts';

interface FunctionCall {
  name?: unknown;
  id?: unknown;
}

interface CallableTool {
  tool?(): unknown;
  callTool(calls: unknown, ...rest: unknown[]): unknown;
}

/** The callable tool with a span around each run; its class and all else of it stay. */
export function observeTool(given: object, telemetry: OperationTelemetry): object {
  const tool = given as CallableTool;
  let declared: Set<unknown> | undefined;
  const methods: Record<string | symbol, unknown> = {
    tool: async (...args: []) => {
      const declaration = await tool.tool?.(...args);
      declared = guard('read the declaration of a tool', () => readNames(declaration)) ?? declared;
      return declaration;
    },
    callTool: (calls: unknown, ...rest: unknown[]) => {
      const spans = guard('start the spans of a tool', () => startSpans(calls, declared, telemetry)) ?? [];
      return runInSpans(spans, () => tool.callTool(calls, ...rest));
    },
  };
  // Called on the tool itself, which may have private fields.
  return viewOf(given, (key) => (Object.hasOwn(methods, key) ? methods[key] : undefined));
}

/** One span for each call that is for this tool: the SDK hands every call of an answer to every tool. */
function startSpans(
  calls: unknown,
  declared: Set<unknown> | undefined,
  telemetry: OperationTelemetry,
): LocalSpan[] {
  if (!Array.isArray(calls)) return [];
  const own = (calls as FunctionCall[]).filter(({ name }) => declared === undefined || declared.has(name));
  return own.flatMap(({ name, id }) => {
    if (typeof name !== 'string') return [];
    return startToolSpan(telemetry, { name, ...(typeof id === 'string' && { callId: id }) }) ?? [];
  });
}

function readNames(declaration: unknown): Set<unknown> | undefined {
  const { functionDeclarations } = (declaration ?? {}) as { functionDeclarations?: unknown };
  if (!Array.isArray(functionDeclarations)) return undefined;
  return new Set(functionDeclarations.map((each: { name?: unknown } | undefined) => each?.name));
}
