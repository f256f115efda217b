import type { Attributes } from '@opentelemetry/api';
import { costParts } from '../cost/cost.ts';
import type { Cost, CostPart } from '../cost/cost.ts';
import type { EstimatedTokens } from '../estimate/estimate-usage.ts';
import { toDollars } from '../money/dollars.ts';
import * as names from './attribute-names.ts';
import type { CallRecord } from './call-record.ts';

const partNames: Record<CostPart, string> = {
  input: names.ATTR_COST_INPUT,
  cacheRead: names.ATTR_COST_CACHE_READ,
  cacheWrite: names.ATTR_COST_CACHE_WRITE,
  output: names.ATTR_COST_OUTPUT,
  tools: names.ATTR_COST_TOOLS,
};

/** The span attributes of a cost. Parts that are 0 are left out. */
export function costAttributes(cost: Cost): Attributes {
  const attributes: Attributes = {
    [names.ATTR_COST_AMOUNT]: toDollars(cost.total),
    [names.ATTR_COST_CURRENCY]: cost.currency,
    [names.ATTR_COST_SOURCE]: cost.source,
  };
  for (const part of costParts) {
    const amount = cost.parts?.[part] ?? 0n;
    if (amount > 0n) attributes[partNames[part]] = toDollars(amount);
  }
  if (cost.priceId !== undefined) attributes[names.ATTR_COST_PRICE_ID] = cost.priceId;
  if (cost.priceSource !== undefined) attributes[names.ATTR_COST_PRICE_SOURCE] = cost.priceSource;
  if (cost.priceDate !== undefined) attributes[names.ATTR_COST_PRICE_DATE] = cost.priceDate;
  if (cost.estimated) attributes[names.ATTR_COST_ESTIMATED] = true;
  return attributes;
}

/** The shape that is proposed for the GenAI conventions (pull request 443). */
export function proposedAttributes(cost: Cost): Attributes {
  return {
    [names.ATTR_GEN_AI_USAGE_COST_AMOUNT]: toDollars(cost.total),
    [names.ATTR_GEN_AI_USAGE_COST_CURRENCY]: cost.currency,
    [names.ATTR_GEN_AI_USAGE_COST_SOURCE]: cost.source,
  };
}

/** The span attributes that say which function and project caused a call. */
export function attributionAttributes(
  call: Pick<CallRecord, 'functionName' | 'functionPath' | 'project'>,
): Attributes {
  const attributes: Attributes = { [names.ATTR_PROJECT_NAME]: call.project };
  if (call.functionName !== undefined) attributes[names.ATTR_FUNCTION_NAME] = call.functionName;
  if (call.functionPath.length > 1) attributes[names.ATTR_FUNCTION_PATH] = [...call.functionPath];
  return attributes;
}

/** Over the estimates of core, which knows no families of models. */
export function estimateAttributes({ inputTokens, outputTokens }: EstimatedTokens): Attributes {
  const attributes: Attributes = {};
  if (inputTokens !== undefined) attributes[names.ATTR_ESTIMATED_INPUT_TOKENS] = inputTokens;
  if (outputTokens !== undefined) attributes[names.ATTR_ESTIMATED_OUTPUT_TOKENS] = outputTokens;
  return attributes;
}
