import { context as contextApi, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Attributes, Context, Span } from '@opentelemetry/api';
import { guard } from '../guard.ts';
import { describeError } from '../telemetry/describe-error.ts';
import { endSpan } from '../telemetry/end-span.ts';
import { errorAttributes } from '../telemetry/error-attributes.ts';
import * as names from '../telemetry/semantic-conventions.ts';
import { addOpenOperation, removeOpenOperation } from './open-operations.ts';
import type { OperationTelemetry } from './operation-telemetry.ts';

/** The span of work inside the program that has calls of models or tools below it. It ends once. */
export class LocalSpan {
  /** The caller's context with the span in it. */
  readonly context: Context;
  readonly span: Span;
  readonly #captureErrorMessage: boolean;
  #ended = false;

  constructor(span: Span, context: Context, captureErrorMessage: boolean) {
    this.span = span;
    this.context = context;
    this.#captureErrorMessage = captureErrorMessage;
    addOpenOperation(this);
  }

  /** Ends the span well. */
  complete(): void {
    this.#end(() => {});
  }

  /** Ends the span with an error, which is described as that of a call is. */
  fail(error: unknown): void {
    this.#end(() => {
      const described = describeError(error, false);
      const message = this.#captureErrorMessage ? described.message : undefined;
      this.span.setAttributes(errorAttributes(described));
      this.span.setStatus({ code: SpanStatusCode.ERROR, ...(message !== undefined && { message }) });
    });
  }

  abandon(): void {
    this.complete();
  }

  #end(describe: () => void): void {
    if (this.#ended) return;
    this.#ended = true;
    removeOpenOperation(this);
    guard('set the error of a span', describe);
    guard('end a span', () => endSpan(this.span));
  }
}

/** Starts the span of an agent's loop: several calls of one model. Undefined where nothing is traced. */
export function startAgentSpan(telemetry: OperationTelemetry, model: unknown): LocalSpan | undefined {
  return startLocalSpan(telemetry, 'invoke_agent', {
    [names.ATTR_GEN_AI_OPERATION_NAME]: 'invoke_agent',
    ...(typeof model === 'string' && { [names.ATTR_GEN_AI_REQUEST_MODEL]: model }),
  });
}

/** Starts the span of one run of a tool that the program has. Undefined where nothing is traced. */
export function startToolSpan(
  telemetry: OperationTelemetry,
  tool: { name: string; callId?: string },
): LocalSpan | undefined {
  return startLocalSpan(telemetry, `execute_tool ${tool.name}`, {
    [names.ATTR_GEN_AI_OPERATION_NAME]: 'execute_tool',
    [names.ATTR_GEN_AI_TOOL_NAME]: tool.name,
    [names.ATTR_GEN_AI_TOOL_TYPE]: 'function',
    ...(tool.callId !== undefined && { [names.ATTR_GEN_AI_TOOL_CALL_ID]: tool.callId }),
  });
}

function startLocalSpan(
  telemetry: OperationTelemetry,
  name: string,
  attributes: Attributes,
): LocalSpan | undefined {
  return guard('start a span', () => {
    if (!telemetry.tracer) return undefined;
    const parent = contextApi.active();
    const span = telemetry.tracer.startSpan(name, { kind: SpanKind.INTERNAL, attributes }, parent);
    return new LocalSpan(span, trace.setSpan(parent, span), telemetry.captureErrorMessage);
  });
}
