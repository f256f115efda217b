/**
 * GenAI semantic conventions, copied: open-telemetry/semantic-conventions-genai, main of 2026-10-09. The constants of
 * `@opentelemetry/semantic-conventions` stand still at an older state and are all deprecated as moved.
 */
export const SEMANTIC_CONVENTIONS_SNAPSHOT = 'semantic-conventions-genai@2026-10-09';

export const ATTR_ERROR_TYPE = 'error.type';
export const ATTR_EXCEPTION_MESSAGE = 'exception.message';
export const ATTR_EXCEPTION_TYPE = 'exception.type';
export const ATTR_SERVER_ADDRESS = 'server.address';
export const ATTR_SERVER_PORT = 'server.port';
export const ATTR_HTTP_RESPONSE_STATUS_CODE = 'http.response.status_code';

export const ATTR_GEN_AI_CONVERSATION_ID = 'gen_ai.conversation.id';
export const ATTR_GEN_AI_EMBEDDINGS_DIMENSION_COUNT = 'gen_ai.embeddings.dimension.count';
export const ATTR_GEN_AI_INPUT_MESSAGES = 'gen_ai.input.messages';
export const ATTR_GEN_AI_OPERATION_NAME = 'gen_ai.operation.name';
export const ATTR_GEN_AI_OUTPUT_MESSAGES = 'gen_ai.output.messages';
export const ATTR_GEN_AI_OUTPUT_TYPE = 'gen_ai.output.type';
export const ATTR_GEN_AI_PROVIDER_NAME = 'gen_ai.provider.name';
export const ATTR_GEN_AI_REQUEST_CHOICE_COUNT = 'gen_ai.request.choice.count';
export const ATTR_GEN_AI_REQUEST_ENCODING_FORMATS = 'gen_ai.request.encoding_formats';
export const ATTR_GEN_AI_REQUEST_FREQUENCY_PENALTY = 'gen_ai.request.frequency_penalty';
export const ATTR_GEN_AI_REQUEST_MAX_TOKENS = 'gen_ai.request.max_tokens';
export const ATTR_GEN_AI_REQUEST_MODEL = 'gen_ai.request.model';
export const ATTR_GEN_AI_REQUEST_PRESENCE_PENALTY = 'gen_ai.request.presence_penalty';
export const ATTR_GEN_AI_REQUEST_PREVIOUS_RESPONSE_ID = 'gen_ai.request.previous_response.id';
export const ATTR_GEN_AI_REQUEST_REASONING_LEVEL = 'gen_ai.request.reasoning.level';
export const ATTR_GEN_AI_REQUEST_SEED = 'gen_ai.request.seed';
export const ATTR_GEN_AI_REQUEST_STOP_SEQUENCES = 'gen_ai.request.stop_sequences';
export const ATTR_GEN_AI_REQUEST_STREAM = 'gen_ai.request.stream';
export const ATTR_GEN_AI_REQUEST_TEMPERATURE = 'gen_ai.request.temperature';
export const ATTR_GEN_AI_REQUEST_TOP_K = 'gen_ai.request.top_k';
export const ATTR_GEN_AI_REQUEST_TOP_P = 'gen_ai.request.top_p';
export const ATTR_GEN_AI_RESPONSE_FINISH_REASONS = 'gen_ai.response.finish_reasons';
export const ATTR_GEN_AI_RESPONSE_ID = 'gen_ai.response.id';
export const ATTR_GEN_AI_RESPONSE_MODEL = 'gen_ai.response.model';
export const ATTR_GEN_AI_RESPONSE_TIME_TO_FIRST_CHUNK = 'gen_ai.response.time_to_first_chunk';
export const ATTR_GEN_AI_SYSTEM_INSTRUCTIONS = 'gen_ai.system_instructions';
export const ATTR_GEN_AI_TOKEN_MODALITY = 'gen_ai.token.modality';
export const ATTR_GEN_AI_TOKEN_TYPE = 'gen_ai.token.type';
export const ATTR_GEN_AI_TOOL_CALL_ID = 'gen_ai.tool.call.id';
export const ATTR_GEN_AI_TOOL_DEFINITIONS = 'gen_ai.tool.definitions';
export const ATTR_GEN_AI_TOOL_NAME = 'gen_ai.tool.name';
export const ATTR_GEN_AI_TOOL_TYPE = 'gen_ai.tool.type';
export const ATTR_GEN_AI_USAGE_CACHE_READ_INPUT_TOKENS = 'gen_ai.usage.cache_read.input_tokens';
/** Renamed to `cache_write`; still what Jaeger 2.20 and most dashboards read. */
export const ATTR_GEN_AI_USAGE_CACHE_CREATION_INPUT_TOKENS = 'gen_ai.usage.cache_creation.input_tokens';
export const ATTR_GEN_AI_USAGE_CACHE_WRITE_INPUT_TOKENS = 'gen_ai.usage.cache_write.input_tokens';
export const ATTR_GEN_AI_USAGE_INPUT_TOKENS = 'gen_ai.usage.input_tokens';
export const ATTR_GEN_AI_USAGE_OUTPUT_TOKENS = 'gen_ai.usage.output_tokens';
export const ATTR_GEN_AI_USAGE_REASONING_OUTPUT_TOKENS = 'gen_ai.usage.reasoning.output_tokens';

/** `true` when content of the call was cut or left out to stay within `contentMaxBytes`. */
export const ATTR_TOKENSPAN_CONTENT_TRUNCATED = 'tokenspan.content.truncated';
export const ATTR_TOKENSPAN_ERROR_CODE = 'tokenspan.error.code';
export const ATTR_TOKENSPAN_ERROR_REQUEST_ID = 'tokenspan.error.request_id';
export const ATTR_TOKENSPAN_REQUEST_SERVICE_TIER = 'tokenspan.request.service_tier';
/** `true` when the caller took the raw HTTP response, whose body tokenspan does not read. */
export const ATTR_TOKENSPAN_RESPONSE_RAW = 'tokenspan.response.raw';
export const ATTR_TOKENSPAN_RESPONSE_SERVICE_TIER = 'tokenspan.response.service_tier';
/** `true` when the consumer began to read late, so that the first chunk came earlier than it was seen. */
export const ATTR_TOKENSPAN_RESPONSE_TIME_TO_FIRST_CHUNK_LATE = 'tokenspan.response.time_to_first_chunk.late';
export const ATTR_TOKENSPAN_STREAM_OUTCOME = 'tokenspan.stream.outcome';
export const ATTR_TOKENSPAN_USAGE_CACHE_WRITE_1H = 'tokenspan.usage.cache_write_1h.input_tokens';
export const ATTR_TOKENSPAN_USAGE_CACHE_WRITE_5M = 'tokenspan.usage.cache_write_5m.input_tokens';
export const ATTR_TOKENSPAN_USAGE_ESTIMATED_INPUT_TOKENS = 'tokenspan.usage.estimated.input_tokens';
export const ATTR_TOKENSPAN_USAGE_ESTIMATED_OUTPUT_TOKENS = 'tokenspan.usage.estimated.output_tokens';
/** Before the provider's own counter name: `tokenspan.usage.server_tool.web_search_requests`. */
export const ATTR_TOKENSPAN_USAGE_SERVER_TOOL_PREFIX = 'tokenspan.usage.server_tool.';

export const EVENT_INFERENCE_DETAILS = 'gen_ai.client.inference.operation.details';
export const EVENT_OPERATION_EXCEPTION = 'gen_ai.client.operation.exception';

/** The newest conventions keep it for calls that are no inference, such as embeddings. */
export const METRIC_LEGACY_OPERATION_DURATION = 'gen_ai.client.operation.duration';
export const METRIC_LEGACY_TIME_PER_OUTPUT_CHUNK = 'gen_ai.client.operation.time_per_output_chunk';
export const METRIC_LEGACY_TIME_TO_FIRST_CHUNK = 'gen_ai.client.operation.time_to_first_chunk';
export const METRIC_LEGACY_TOKEN_USAGE = 'gen_ai.client.token.usage';

export const METRIC_INFERENCE_DURATION = 'gen_ai.client.inference.duration';
export const METRIC_INFERENCE_INPUT_TOKENS = 'gen_ai.client.inference.operation.input_tokens';
export const METRIC_INFERENCE_OUTPUT_TOKENS = 'gen_ai.client.inference.operation.output_tokens';
export const METRIC_INFERENCE_TIME_PER_OUTPUT_CHUNK = 'gen_ai.client.inference.time_per_output_chunk';
export const METRIC_INFERENCE_TIME_TO_FIRST_CHUNK = 'gen_ai.client.inference.time_to_first_chunk';
export const METRIC_INFERENCE_USAGE_CACHE_READ = 'gen_ai.client.inference.usage.cache_read.input_tokens';
export const METRIC_INFERENCE_USAGE_CACHE_WRITE = 'gen_ai.client.inference.usage.cache_write.input_tokens';
export const METRIC_INFERENCE_USAGE_INPUT = 'gen_ai.client.inference.usage.input_tokens';
export const METRIC_INFERENCE_USAGE_OUTPUT = 'gen_ai.client.inference.usage.output_tokens';
export const METRIC_INFERENCE_USAGE_REASONING = 'gen_ai.client.inference.usage.reasoning.output_tokens';

/** Bucket boundaries for durations, in seconds. */
export const DURATION_BOUNDARIES: number[] = [
  0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
];

/** Bucket boundaries for token counts. */
export const TOKEN_BOUNDARIES: number[] = [
  1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864,
];
