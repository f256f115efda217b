export const ATTR_COST_AMOUNT = 'tokenspan.cost.amount';
export const ATTR_COST_CURRENCY = 'tokenspan.cost.currency';
/** `provider` when the service said what it charges, `local` when it was computed here. */
export const ATTR_COST_SOURCE = 'tokenspan.cost.source';
export const ATTR_COST_ESTIMATED = 'tokenspan.cost.estimated';
export const ATTR_COST_PRICE_ID = 'tokenspan.cost.price.id';
export const ATTR_COST_PRICE_SOURCE = 'tokenspan.cost.price.source';
export const ATTR_COST_PRICE_DATE = 'tokenspan.cost.price.date';
export const ATTR_COST_INPUT = 'tokenspan.cost.input';
export const ATTR_COST_CACHE_READ = 'tokenspan.cost.cache_read';
export const ATTR_COST_CACHE_WRITE = 'tokenspan.cost.cache_write';
export const ATTR_COST_OUTPUT = 'tokenspan.cost.output';
export const ATTR_COST_TOOLS = 'tokenspan.cost.tools';

/** Of pull request 443 of open-telemetry/semantic-conventions-genai, not merged. */
export const ATTR_GEN_AI_USAGE_COST_AMOUNT = 'gen_ai.usage.cost.amount';
export const ATTR_GEN_AI_USAGE_COST_CURRENCY = 'gen_ai.usage.cost.currency';
export const ATTR_GEN_AI_USAGE_COST_SOURCE = 'gen_ai.usage.cost.source';

export const ATTR_PROJECT_NAME = 'tokenspan.project.name';
export const ATTR_FUNCTION_NAME = 'tokenspan.function.name';
/** All wrapped functions around the call, the outermost first. */
export const ATTR_FUNCTION_PATH = 'tokenspan.function.path';

/** Sums over the calls inside a wrapped function, on its own span. */
export const ATTR_ROLLUP_CALLS = 'tokenspan.rollup.calls';
export const ATTR_ROLLUP_COST_AMOUNT = 'tokenspan.rollup.cost.amount';
export const ATTR_ROLLUP_COST_CURRENCY = 'tokenspan.rollup.cost.currency';
export const ATTR_ROLLUP_ESTIMATED = 'tokenspan.rollup.estimated';
export const ATTR_ROLLUP_INPUT_TOKENS = 'tokenspan.rollup.input_tokens';
export const ATTR_ROLLUP_OUTPUT_TOKENS = 'tokenspan.rollup.output_tokens';
/** Calls whose cost is not known, so that the sum is too small. */
export const ATTR_ROLLUP_UNPRICED_CALLS = 'tokenspan.rollup.unpriced_calls';

/** As core sets them, with an estimate that knows the model's family. */
export const ATTR_ESTIMATED_INPUT_TOKENS = 'tokenspan.usage.estimated.input_tokens';
export const ATTR_ESTIMATED_OUTPUT_TOKENS = 'tokenspan.usage.estimated.output_tokens';

export const ATTR_ERROR_TYPE = 'error.type';
export const ATTR_PROVIDER_NAME = 'gen_ai.provider.name';
export const ATTR_REQUEST_MODEL = 'gen_ai.request.model';

export const METRIC_COST = 'tokenspan.cost';
