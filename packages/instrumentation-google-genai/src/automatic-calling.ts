import { guard, runInSpans, startAgentSpan } from '@tokenspan/core';
import type { OperationTelemetry, SdkMethod } from '@tokenspan/core';
import type { GoogleGenAIInstrumentation } from './instrumentation.ts';
import { observeTool } from './observe-tool.ts';
import type { ModelParameters } from './sdk-types.ts';
import { viewOf } from './view-of.ts';

/**
 * Wraps `generateContent` and `generateContentStream`, which run tools by themselves when the caller gave them callable
 * ones: the calls and the runs of the tools then have one parent. All other calls go on as they are.
 */
export function wrapGenerate(original: SdkMethod, instrumentation: GoogleGenAIInstrumentation): SdkMethod {
  return function generate(this: unknown, ...args: unknown[]): unknown {
    const [parameters, ...rest] = args;
    const agent = guard('observe automatic function calling', () => {
      if (!callsTools(parameters)) return undefined;
      const telemetry = instrumentation.readTelemetry();
      const given = parameters as ModelParameters;
      const observed = observeParameters(given, telemetry);
      const span = startAgentSpan(telemetry, given.model);
      return span && { span, observed };
    });
    if (!agent) return original.apply(this, args);
    return runInSpans([agent.span], () => original.apply(this, [agent.observed, ...rest]));
  };
}

function callsTools(parameters: unknown): boolean {
  const config = (parameters as ModelParameters | null | undefined)?.config;
  const { disable, maximumRemoteCalls = 10 } = config?.automaticFunctionCalling ?? {};
  // As `shouldDisableAfc` of @google/genai 1.0-3.1 has it.
  const isOn = !disable && Number.isInteger(maximumRemoteCalls) && (maximumRemoteCalls as number) > 0;
  return isOn && Array.isArray(config?.tools) && config.tools.some(isCallable);
}

function isCallable(tool: unknown): tool is object {
  return (
    typeof tool === 'object' &&
    tool !== null &&
    typeof (tool as { callTool?: unknown }).callTool === 'function'
  );
}

/**
 * The parameters with observed tools. Views and not copies: the SDK writes into the caller's parameters (the contents of
 * each turn of a stream, the schema of the response), and still has to.
 */
function observeParameters(parameters: ModelParameters, telemetry: OperationTelemetry): ModelParameters {
  const config = parameters.config ?? {};
  const tools = (config.tools as unknown[]).map((tool) =>
    isCallable(tool) ? observeTool(tool, telemetry) : tool,
  );
  const observedConfig = viewOf(config, (key) => (key === 'tools' ? tools : undefined));
  return viewOf(parameters, (key) => (key === 'config' ? observedConfig : undefined));
}
