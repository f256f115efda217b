import type { Attributes } from '@opentelemetry/api';
import type { Response, Usage } from '@tokenspan/streams';
import { definedAttributes } from './request-attributes.ts';
import * as names from './semantic-conventions.ts';

/** The span attributes of a response, whole or as far as it came. */
export function responseAttributes(response: Response): Attributes {
  return {
    ...definedAttributes({
      [names.ATTR_GEN_AI_RESPONSE_ID]: response.id,
      [names.ATTR_GEN_AI_RESPONSE_MODEL]: response.model,
      [names.ATTR_GEN_AI_RESPONSE_FINISH_REASONS]:
        response.finishReasons.length > 0 ? response.finishReasons : undefined,
      [names.ATTR_TOKENSPAN_RESPONSE_SERVICE_TIER]: response.serviceTier,
      ...response.attributes,
    }),
    ...(response.usage && usageAttributes(response.usage)),
  };
}

/** The span attributes of a usage that the provider reported. */
function usageAttributes(usage: Usage): Attributes {
  const attributes = definedAttributes({
    [names.ATTR_GEN_AI_USAGE_INPUT_TOKENS]: usage.inputTokens,
    [names.ATTR_GEN_AI_USAGE_OUTPUT_TOKENS]: usage.outputTokens,
    [names.ATTR_GEN_AI_USAGE_CACHE_READ_INPUT_TOKENS]: usage.cacheReadTokens,
    [names.ATTR_GEN_AI_USAGE_CACHE_WRITE_INPUT_TOKENS]: usage.cacheWriteTokens,
    [names.ATTR_GEN_AI_USAGE_CACHE_CREATION_INPUT_TOKENS]: usage.cacheWriteTokens,
    [names.ATTR_GEN_AI_USAGE_REASONING_OUTPUT_TOKENS]: usage.reasoningTokens,
    [names.ATTR_TOKENSPAN_USAGE_CACHE_WRITE_5M]: usage.cacheWrite5mTokens || undefined,
    [names.ATTR_TOKENSPAN_USAGE_CACHE_WRITE_1H]: usage.cacheWrite1hTokens || undefined,
  });
  for (const [modality, tokens] of Object.entries(usage.inputByModality ?? {})) {
    attributes[`gen_ai.usage.${modality}.input_tokens`] = tokens;
  }
  for (const [modality, tokens] of Object.entries(usage.outputByModality ?? {})) {
    attributes[`gen_ai.usage.${modality}.output_tokens`] = tokens;
  }
  for (const [modality, tokens] of Object.entries(usage.cacheReadByModality ?? {})) {
    attributes[`gen_ai.usage.${modality}.cache_read.input_tokens`] = tokens;
  }
  for (const [tool, requests] of Object.entries(usage.serverToolRequests ?? {})) {
    attributes[names.ATTR_TOKENSPAN_USAGE_SERVER_TOOL_PREFIX + tool] = requests;
  }
  return attributes;
}
