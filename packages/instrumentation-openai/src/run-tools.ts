import { guard, runInContext, startAgentSpan } from '@tokenspan/core';
import type { LocalSpan, SdkMethod } from '@tokenspan/core';
import type { OpenAIInstrumentation } from './instrumentation.ts';
import { observeTool } from './observe-tool.ts';
import { readParameters } from './sdk-types.ts';

/** The part of the runners that is needed (4-7 `lib/EventStream`): all that they tell goes through `_emit`. */
interface Runner {
  _emit?: SdkMethod;
}

/**
 * Wraps `chat.completions.runTools`: the calls of the model and the runs of the tools have one parent. The calls themselves
 * go through `create`.
 */
export function wrapRunTools(original: SdkMethod, instrumentation: OpenAIInstrumentation): SdkMethod {
  return function runTools(this: unknown, ...args: unknown[]): unknown {
    const [given, ...rest] = args;
    const parameters = readParameters(given);
    const { tools } = parameters;
    const telemetry = instrumentation.readTelemetry();
    const span = Array.isArray(tools) ? startAgentSpan(telemetry, parameters['model']) : undefined;
    if (!span) return original.apply(this, args);
    // A copy with observed tools: the caller's objects stay as they are.
    const observed = guard('observe the tools of a call', () => ({
      ...parameters,
      tools: (tools as unknown[]).map((tool) => observeTool(tool, telemetry)),
    }));
    return followRunner(span, () => original.apply(this, [observed ?? given, ...rest]));
  };
}

/** Starts a runner inside the context of its span. It begins to work in a later turn, which that context follows it to. */
function followRunner(span: LocalSpan, start: () => unknown): unknown {
  let runner: unknown;
  try {
    runner = runInContext(span.context, start);
  } catch (error) {
    span.fail(error);
    throw error;
  }
  if (!guard('observe a runner', () => observeRunner(runner as Runner, span))) span.complete();
  return runner;
}

/** Hears what the runner tells without listening: a listener would take the place of the program's own. */
function observeRunner(runner: Runner, span: LocalSpan): true | undefined {
  const original = runner._emit;
  if (typeof original !== 'function') return undefined;
  Object.defineProperty(runner, '_emit', {
    value: observeEmit(original, span),
    writable: true,
    configurable: true,
    enumerable: false,
  });
  return true;
}

function observeEmit(original: SdkMethod, span: LocalSpan): SdkMethod {
  return function emit(this: unknown, ...args: unknown[]): unknown {
    const [event, error] = args;
    if (event === 'error') span.fail(error);
    else if (event === 'end' || event === 'abort') span.complete();
    return original.apply(this, args);
  };
}
