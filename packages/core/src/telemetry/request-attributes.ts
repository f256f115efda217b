import type { Attributes, AttributeValue } from '@opentelemetry/api';
import type { Request } from '@tokenspan/streams';
import * as names from './semantic-conventions.ts';

/**
 * The span attributes of a request: all of them at the start of the span, so that samplers see them. No prompt is among
 * them; the stop sequences are the one text that the caller wrote.
 */
export function requestAttributes(request: Request): Attributes {
  return definedAttributes({
    ...commonAttributes(request),
    [names.ATTR_GEN_AI_REQUEST_STREAM]: request.stream || undefined,
    [names.ATTR_GEN_AI_REQUEST_MAX_TOKENS]: request.maxTokens,
    [names.ATTR_GEN_AI_REQUEST_TEMPERATURE]: request.temperature,
    [names.ATTR_GEN_AI_REQUEST_TOP_P]: request.topP,
    [names.ATTR_GEN_AI_REQUEST_TOP_K]: request.topK,
    [names.ATTR_GEN_AI_REQUEST_FREQUENCY_PENALTY]: request.frequencyPenalty,
    [names.ATTR_GEN_AI_REQUEST_PRESENCE_PENALTY]: request.presencePenalty,
    [names.ATTR_GEN_AI_REQUEST_STOP_SEQUENCES]: request.stopSequences,
    [names.ATTR_GEN_AI_REQUEST_SEED]: request.seed,
    [names.ATTR_GEN_AI_REQUEST_CHOICE_COUNT]: request.choiceCount === 1 ? undefined : request.choiceCount,
    [names.ATTR_GEN_AI_REQUEST_REASONING_LEVEL]: request.reasoningLevel,
    [names.ATTR_GEN_AI_REQUEST_PREVIOUS_RESPONSE_ID]: request.previousResponseId,
    [names.ATTR_GEN_AI_REQUEST_ENCODING_FORMATS]: request.encodingFormats,
    [names.ATTR_GEN_AI_EMBEDDINGS_DIMENSION_COUNT]: request.dimensionCount,
    [names.ATTR_GEN_AI_OUTPUT_TYPE]: request.outputType,
    [names.ATTR_GEN_AI_CONVERSATION_ID]: request.conversationId,
    [names.ATTR_TOKENSPAN_REQUEST_SERVICE_TIER]: request.serviceTier,
    ...request.attributes,
  });
}

/** The attributes that spans and metrics share. */
export function commonAttributes(request: Request): Attributes {
  return definedAttributes({
    [names.ATTR_GEN_AI_OPERATION_NAME]: request.operation,
    [names.ATTR_GEN_AI_PROVIDER_NAME]: request.provider,
    [names.ATTR_GEN_AI_REQUEST_MODEL]: request.model,
    [names.ATTR_SERVER_ADDRESS]: request.serverAddress,
    [names.ATTR_SERVER_PORT]: request.serverAddress === undefined ? undefined : request.serverPort,
  });
}

/** Leaves out the attributes that have no value. */
export function definedAttributes(attributes: Record<string, AttributeValue | undefined>): Attributes {
  const defined: Attributes = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) defined[name] = value;
  }
  return defined;
}
