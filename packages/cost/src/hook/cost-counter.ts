import { metrics } from '@opentelemetry/api';
import type { Attributes, Context, Counter } from '@opentelemetry/api';
import { toDollars } from '../money/dollars.ts';
import { PACKAGE_NAME, PACKAGE_VERSION } from '../version.ts';
import * as names from './attribute-names.ts';
import type { CallRecord } from './call-record.ts';

/** The counter `tokenspan.cost`: USD by provider, model, project and function. */
export class CostCounter {
  #provider: unknown;
  #counter: Counter | undefined;

  /** Adds the cost of a call. Costs in other currencies are not added up with dollars: they are on the span only. */
  add(call: CallRecord, context: Context): void {
    if (call.cost?.currency !== 'USD') return;
    const attributes: Attributes = {
      [names.ATTR_PROVIDER_NAME]: call.provider,
      [names.ATTR_PROJECT_NAME]: call.project,
    };
    if (call.model !== undefined) attributes[names.ATTR_REQUEST_MODEL] = call.model;
    if (call.functionName !== undefined) attributes[names.ATTR_FUNCTION_NAME] = call.functionName;
    if (call.cost.estimated) attributes[names.ATTR_COST_ESTIMATED] = true;
    this.#readCounter().add(toDollars(call.cost.total), attributes, context);
  }

  // The API has no proxy for meters: one that is asked for before the SDK registers its provider records nothing forever.
  #readCounter(): Counter {
    const provider = metrics.getMeterProvider();
    if (!this.#counter || provider !== this.#provider) {
      this.#provider = provider;
      this.#counter = provider.getMeter(PACKAGE_NAME, PACKAGE_VERSION).createCounter(names.METRIC_COST, {
        unit: 'USD',
        description: 'What calls of models cost',
      });
    }
    return this.#counter;
  }
}
