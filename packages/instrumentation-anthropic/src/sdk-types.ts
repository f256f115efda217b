/** What is read of a client of @anthropic-ai/sdk, and of the Bedrock and Vertex clients built on it (1.x `client`). */
export interface AnthropicClient {
  baseURL?: string;
  /** The provider's name in the words of the GenAI conventions; 0.134 and later. */
  _genAIProviderName?: string;
  /** The settled options of the SDK's own tracing; 0.134 and later. */
  openTelemetry?: unknown;
  /** The tracer of the SDK's own tracing, `undefined` when that is off; 0.134 and later. */
  _tracer?: unknown;
}

/** What is read of the resource objects whose methods are patched (`resources/messages/messages`). */
export interface MessagesResource {
  _client: AnthropicClient;
}

/** What is read of the parameters of `messages.create` and of the legacy `completions.create`. All of it is what the caller wrote: nothing is certain. */
export interface MessageParameters {
  model?: unknown;
  stream?: unknown;
  max_tokens?: unknown;
  temperature?: unknown;
  top_p?: unknown;
  top_k?: unknown;
  stop_sequences?: unknown;
  service_tier?: unknown;
  output_config?: { effort?: unknown; format?: unknown };
  output_format?: unknown;
  system?: unknown;
  messages?: unknown;
  tools?: unknown;
  /** Legacy. */
  prompt?: unknown;
  /** Legacy. */
  max_tokens_to_sample?: unknown;
}
