import { isUnpriced } from '../hook/call-record.ts';
import type { CallRecord } from '../hook/call-record.ts';
import { toDollars } from '../money/dollars.ts';

/** Sums over calls. Money in USD, rounded once, from exact sums. */
export interface CostSummary {
  /** USD. */
  cost: number;
  inputTokens: number;
  outputTokens: number;
  calls: number;
  /** Calls whose price is not known: `cost` lacks them. */
  unpricedCalls: number;
  /** Calls whose tokens are estimates, wholly or in part. */
  estimatedCalls: number;
}

/** What the calls of a process cost. */
export interface CostStatistics extends CostSummary {
  /** By the innermost wrapped function; calls outside of any are under `<none>`. */
  byFunction: Record<string, CostSummary>;
  byModel: Record<string, CostSummary>;
  byProject: Record<string, CostSummary>;
}

class Sum {
  #total = 0n;
  #inputTokens = 0;
  #outputTokens = 0;
  #calls = 0;
  #unpriced = 0;
  #estimated = 0;

  add(call: CallRecord): void {
    this.#calls++;
    this.#inputTokens += call.inputTokens ?? 0;
    this.#outputTokens += call.outputTokens ?? 0;
    if (call.estimated) this.#estimated++;
    if (call.cost?.currency === 'USD') this.#total += call.cost.total;
    if (isUnpriced(call)) this.#unpriced++;
  }

  read(): CostSummary {
    return {
      cost: toDollars(this.#total),
      inputTokens: this.#inputTokens,
      outputTokens: this.#outputTokens,
      calls: this.#calls,
      unpricedCalls: this.#unpriced,
      estimatedCalls: this.#estimated,
    };
  }
}

/** Names are kept up to this many a kind, so that made-up ones do not fill the memory; later ones are summed up as `<other>`. */
const MAX_NAMES = 1000;

/** Adds up the calls of a process in memory that does not grow with their number. */
export class StatisticsCollector {
  #all = new Sum();
  #byFunction = new Map<string, Sum>();
  #byModel = new Map<string, Sum>();
  #byProject = new Map<string, Sum>();

  add(call: CallRecord): void {
    this.#all.add(call);
    findSum(this.#byFunction, call.functionName ?? '<none>').add(call);
    findSum(this.#byModel, call.model ?? '<unknown>').add(call);
    findSum(this.#byProject, call.project).add(call);
  }

  read(): CostStatistics {
    return {
      ...this.#all.read(),
      byFunction: readSums(this.#byFunction),
      byModel: readSums(this.#byModel),
      byProject: readSums(this.#byProject),
    };
  }

  reset(): void {
    this.#all = new Sum();
    this.#byFunction = new Map();
    this.#byModel = new Map();
    this.#byProject = new Map();
  }
}

function findSum(sums: Map<string, Sum>, name: string): Sum {
  const key = sums.has(name) || sums.size < MAX_NAMES ? name : '<other>';
  let sum = sums.get(key);
  if (!sum) {
    sum = new Sum();
    sums.set(key, sum);
  }
  return sum;
}

function readSums(sums: Map<string, Sum>): Record<string, CostSummary> {
  return Object.fromEntries([...sums].map(([name, sum]) => [name, sum.read()]));
}

/** What all cost hooks of this process add to. */
export const processStatistics: StatisticsCollector = new StatisticsCollector();

/** What the calls of this process cost so far: calls that have ended, however they did. Needs a cost hook, see `costHook`. */
export function stats(): CostStatistics {
  return processStatistics.read();
}

/** Begins the statistics of this process anew. */
export function resetStats(): void {
  processStatistics.reset();
}
