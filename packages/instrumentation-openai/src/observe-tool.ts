import { runInSpans, startToolSpan } from '@tokenspan/core';
import type { OperationTelemetry, SdkMethod } from '@tokenspan/core';
import { readParameters } from './sdk-types.ts';

/**
 * A copy of a tool of `runTools` with a span around each run; one that the SDK does not run comes back as it is. What the
 * helpers of the SDK (`zodFunction`) hide in it is in the copy too.
 */
export function observeTool(tool: unknown, telemetry: OperationTelemetry): unknown {
  const { function: body, $callback: callback } = readParameters(tool);
  const { function: run, name: given } = readParameters(body);
  const name =
    typeof given === 'string' && given !== '' ? given : (run as { name?: string } | undefined)?.name;
  if (typeof name !== 'string') return tool;
  if (typeof callback === 'function') {
    return copyWith(
      tool as object,
      '$callback',
      observeRun(callback as SdkMethod, undefined, name, telemetry),
    );
  }
  if (typeof run !== 'function') return tool;
  // The SDK calls it as a method of the copy; its own is the object that the caller wrote.
  const observed = observeRun(run as SdkMethod, body, name, telemetry);
  return copyWith(tool as object, 'function', copyWith(body as object, 'function', observed));
}

function observeRun(run: SdkMethod, owner: unknown, name: string, telemetry: OperationTelemetry): SdkMethod {
  const observed = function (this: unknown, ...args: unknown[]): unknown {
    const span = startToolSpan(telemetry, { name });
    return runInSpans(span ? [span] : [], () => run.apply(owner ?? this, args));
  };
  // The SDK takes the name of a tool without one from its function.
  return Object.defineProperties(observed, {
    name: { value: run.name, configurable: true },
    length: { value: run.length, configurable: true },
  });
}

/** A copy of the same class with the same members, hidden ones too, but for this one. */
function copyWith(object: object, name: string, value: unknown): object {
  const members: PropertyDescriptorMap = Object.getOwnPropertyDescriptors(object);
  const { enumerable = true } = members[name] ?? {};
  return Object.create(Object.getPrototypeOf(object) as object | null, {
    ...members,
    [name]: { value, enumerable, writable: true, configurable: true },
  }) as object;
}
