export type {
  GenAIInstrumentationConfig,
  ResolvedConfiguration,
} from './configuration/instrumentation-configuration.ts';
export { booleanRule, choiceRule } from './configuration/option-rule.ts';
export type { OptionRule } from './configuration/option-rule.ts';
export type { ContentCapture } from './content/content-policy.ts';
export type { RedactContent } from './content/redact-parts.ts';
export { setContentCapture, withContentCapture } from './content/with-content-capture.ts';
export { guard, warnOnce } from './guard.ts';
export { gateRequest, waitForGate } from './operation/gate-request.ts';
export { observeCall } from './operation/observe-call.ts';
export { observePromise } from './operation/observe-promise.ts';
export { LocalSpan, startAgentSpan, startToolSpan } from './operation/local-span.ts';
export { OperationListener } from './operation/operation-listener.ts';
export { countOpenOperations, settleOpenOperations } from './operation/open-operations.ts';
export { OpenOperationsProcessor } from './operation/open-operations-processor.ts';
export type { ResponseReaders } from './operation/response-readers.ts';
export type { Operation, OperationEnd } from './operation/operation.ts';
export type { OperationTelemetry } from './operation/operation-telemetry.ts';
export type { OperationHook } from './operation/operation-hook.ts';
export { runInSpans } from './operation/run-in-span.ts';
export { runInContext } from './operation/run-in-context.ts';
export { runOperation } from './operation/run-operation.ts';
export type { Call } from './operation/run-operation.ts';
export { GenAIInstrumentation } from './patch/genai-instrumentation.ts';
export type { MethodTable, PatchedMethod, SdkMethod } from './patch/method-table.ts';
export type { MetricVocabulary } from './telemetry/instruments.ts';
export { countTextBytes } from './request/count-text-bytes.ts';
export { SEMANTIC_CONVENTIONS_SNAPSHOT } from './telemetry/semantic-conventions.ts';
