import { context as contextApi, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Attributes, Span } from '@opentelemetry/api';
import { endSpan } from '@tokenspan/core/end-span';
import * as names from '../hook/attribute-names.ts';
import { isUnpriced } from '../hook/call-record.ts';
import type { CallRecord } from '../hook/call-record.ts';
import { toDollars } from '../money/dollars.ts';
import { PACKAGE_NAME, PACKAGE_VERSION } from '../version.ts';
import type { Scope, ScopeListener } from './scope.ts';

/**
 * The span of one run of a wrapped function, which ends with the sums of all calls inside. Their names are not those of the
 * calls' own spans (`tokenspan.rollup.cost.amount`, not `tokenspan.cost.amount`), so that a sum over spans counts nothing twice.
 */
export class WrapperSpan implements ScopeListener {
  readonly #span: Span;
  #calls = 0;
  #unpriced = 0;
  #total = 0n;
  #input = 0;
  #output = 0;
  #estimated = false;

  constructor(span: Span) {
    this.#span = span;
  }

  record(call: CallRecord): void {
    this.#calls++;
    this.#input += call.inputTokens ?? 0;
    this.#output += call.outputTokens ?? 0;
    if (call.estimated) this.#estimated = true;
    if (isUnpriced(call)) this.#unpriced++;
    if (call.cost?.currency === 'USD') this.#total += call.cost.total;
  }

  /** The function threw: the class name of the error only, since its message is the caller's own text. */
  fail(error: unknown): void {
    this.#span.setStatus({ code: SpanStatusCode.ERROR });
    this.#span.setAttribute(
      names.ATTR_ERROR_TYPE,
      error instanceof Error ? error.constructor.name : typeof error,
    );
  }

  finish(): void {
    const attributes: Attributes = {
      [names.ATTR_ROLLUP_CALLS]: this.#calls,
      [names.ATTR_ROLLUP_INPUT_TOKENS]: this.#input,
      [names.ATTR_ROLLUP_OUTPUT_TOKENS]: this.#output,
    };
    // A sum of nothing but unknown prices is unknown, not 0.
    if (this.#unpriced < this.#calls || this.#calls === 0) {
      attributes[names.ATTR_ROLLUP_COST_AMOUNT] = toDollars(this.#total);
      attributes[names.ATTR_ROLLUP_COST_CURRENCY] = 'USD';
    }
    if (this.#unpriced > 0) attributes[names.ATTR_ROLLUP_UNPRICED_CALLS] = this.#unpriced;
    if (this.#estimated) attributes[names.ATTR_ROLLUP_ESTIMATED] = true;
    this.#span.setAttributes(attributes);
    endSpan(this.#span);
  }
}

/** Starts the span of a scope and makes it the parent of what runs inside. */
export function startWrapperSpan(scope: Scope): WrapperSpan {
  const parent = contextApi.active();
  const attributes: Attributes = { [names.ATTR_FUNCTION_NAME]: scope.functionName ?? 'anonymous' };
  if (scope.project !== undefined) attributes[names.ATTR_PROJECT_NAME] = scope.project;
  const span = trace
    .getTracer(PACKAGE_NAME, PACKAGE_VERSION)
    .startSpan(scope.functionName ?? 'anonymous', { attributes }, parent);
  scope.context = trace.setSpan(parent, span);
  const wrapper = new WrapperSpan(span);
  scope.listener = wrapper;
  return wrapper;
}
