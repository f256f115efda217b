import type { Operation, OperationHook } from '@tokenspan/core';
import type { Outcome, Request, Response } from '@tokenspan/streams';
import { activeScope } from '../attribution/scope.ts';
import type { Scope } from '../attribution/scope.ts';
import { estimateTokens } from '../estimate/estimate-usage.ts';
import type { EstimatedTokens } from '../estimate/estimate-usage.ts';
import type { TextTokenizer } from '../estimate/tokenizer.ts';
import { processStatistics } from '../stats/cost-statistics.ts';
import { warnOnce } from '../warn-once.ts';
import type { CallRecord } from './call-record.ts';
import {
  attributionAttributes,
  costAttributes,
  estimateAttributes,
  proposedAttributes,
} from './cost-attributes.ts';
import { CostCounter } from './cost-counter.ts';
import { resolveOptions } from './cost-hook-options.ts';
import type { CostHookOptions, ResolvedOptions } from './cost-hook-options.ts';
import { describeCall } from './describe-call.ts';
import type { EndedCall } from './describe-call.ts';
import { loadWhenIdle } from './load-when-idle.ts';
import { priceCall } from './price-call.ts';

/** A hook that has a price list to load. */
export interface CostHook extends OperationHook {
  /** Resolves when the price list is there. Calls that end before have their cost in `stats()`, not on their span. */
  ready(): Promise<void>;
}

/**
 * Gives every call its cost and the function that caused it: span attributes `tokenspan.cost.*`, the counter `tokenspan.cost`,
 * `stats()`, the sums of `profile` and `trackCosts`. Hand the same hook to all instrumentations: `hooks: [costHook()]`.
 *
 * The price list is loaded when the process is idle. Nothing is fetched, and pricing never waits.
 *
 * @throws TypeError that names an option that it does not know, or one of the wrong type
 */
export function costHook(options: CostHookOptions = {}): CostHook {
  const resolved = resolveOptions(options);
  const accountant = new Accountant(resolved);
  const load = async (): Promise<void> => {
    await Promise.all([resolved.prices.load(), loadTokenizer(resolved.tokenizer)]);
  };
  loadWhenIdle(load);
  return {
    describe: describeSession,
    started: (operation) => accountant.open(operation),
    settled: (operation, response, outcome) => accountant.close(operation, response, outcome),
    ready: load,
  };
}

function describeSession(request: Request): void {
  const sessionId = activeScope()?.sessionId;
  if (sessionId !== undefined) request.conversationId ??= sessionId;
}

async function loadTokenizer(tokenizer: TextTokenizer | undefined): Promise<void> {
  try {
    await tokenizer?.load?.();
  } catch (error) {
    warnOnce(
      'load the tokenizer',
      `tokenspan: the tokenizer could not be loaded, so that tokens are estimated by bytes: ${String(error)}`,
    );
  }
}

interface OpenCall {
  time: number;
  scope: Scope | undefined;
  release: (() => void) | undefined;
}

class Accountant {
  readonly #options: ResolvedOptions;
  readonly #counter = new CostCounter();
  readonly #open = new WeakMap<Operation, OpenCall>();

  constructor(options: ResolvedOptions) {
    this.#options = options;
  }

  open(operation: Operation): void {
    const scope = activeScope();
    this.#open.set(operation, { time: Date.now(), scope, release: scope?.hold() });
  }

  close(operation: Operation, response: Response | undefined, outcome: Outcome): void {
    const { time, scope, release } = this.#open.get(operation) ?? {
      time: Date.now(),
      scope: undefined,
      release: undefined,
    };
    const { request } = operation;
    const estimated = this.#estimate(request, response, outcome);
    const ended: EndedCall = { time, scope, request, response, outcome, estimated };
    const finish = (): void => {
      try {
        this.#account(operation, ended);
      } finally {
        release?.();
      }
    };
    // A call that ends before the price list is there neither waits for it nor is lost.
    if (this.#options.prices.loaded) finish();
    else this.#options.prices.load().then(finish).catch(reportLate);
    const call = describeCall(ended);
    operation.span.setAttributes({
      ...attributionAttributes(call),
      ...(estimated && estimateAttributes(estimated)),
    });
  }

  #account(operation: Operation, ended: EndedCall): void {
    const cost = priceCall(ended, this.#options.prices);
    const call: CallRecord = { ...describeCall(ended), ...(cost && { cost }) };
    if (cost) {
      operation.span.setAttributes(costAttributes(cost));
      if (this.#options.proposedAttributes) operation.span.setAttributes(proposedAttributes(cost));
    }
    processStatistics.add(call);
    ended.scope?.record(call);
    this.#counter.add(call, operation.context);
    this.#options.onCall?.(call);
  }

  // Without a response nothing was used, but for calls that nobody waited for: the provider answers them all the same.
  #estimate(request: Request, response: Response | undefined, outcome: Outcome): EstimatedTokens | undefined {
    if (!response && outcome !== 'abandoned') return undefined;
    return estimateTokens(request, response, this.#options.tokenizer);
  }
}

function reportLate(error: unknown): void {
  warnOnce(
    'price a call',
    `tokenspan could not price a call; the program goes on unharmed: ${String(error)}`,
  );
}
