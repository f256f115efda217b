/** What is read of the `ApiClient` inside a client (@google/genai 1.0-3.1, not exported). */
export interface ApiClient {
  isVertexAI?(): boolean;
  getBaseUrl?(): string;
}

/** What is read of a `Models` object, whose methods are patched. */
export interface ModelsResource {
  apiClient?: ApiClient;
}

/** What is read of the object behind `client.interactions`. */
export interface InteractionsResource {
  /** 2.x and 3.x. */
  parentClient?: ApiClient;
  /** 1.x: a client like that of other SDKs. */
  _client?: { baseURL?: string; clientAdapter?: ApiClient };
}

/** What is read of the parameters of `generateContent` and `embedContent`. All of it is what the caller wrote. */
export interface ModelParameters {
  model?: unknown;
  contents?: unknown;
  content?: unknown;
  config?: ModelConfig;
}

/** What is read of `GenerateContentConfig` and `EmbedContentConfig`. */
export interface ModelConfig {
  httpOptions?: { baseUrl?: unknown };
  abortSignal?: unknown;
  temperature?: unknown;
  topP?: unknown;
  topK?: unknown;
  maxOutputTokens?: unknown;
  candidateCount?: unknown;
  frequencyPenalty?: unknown;
  presencePenalty?: unknown;
  stopSequences?: unknown;
  seed?: unknown;
  responseMimeType?: unknown;
  responseModalities?: unknown;
  thinkingConfig?: { thinkingLevel?: unknown };
  serviceTier?: unknown;
  systemInstruction?: unknown;
  tools?: unknown;
  outputDimensionality?: unknown;
  automaticFunctionCalling?: { disable?: unknown; maximumRemoteCalls?: unknown };
}

/** What is read of the parameters of `interactions.create`. */
export interface InteractionParameters {
  model?: unknown;
  stream?: unknown;
  input?: unknown;
  system_instruction?: unknown;
  tools?: unknown;
  previous_interaction_id?: unknown;
  service_tier?: unknown;
  response_mime_type?: unknown;
  generation_config?: {
    temperature?: unknown;
    top_p?: unknown;
    max_output_tokens?: unknown;
    stop_sequences?: unknown;
    seed?: unknown;
    thinking_level?: unknown;
  };
}

/** What is read of the options of `interactions.create`: where the caller's signal may stand. */
export interface InteractionOptions {
  signal?: unknown;
  fetchOptions?: { signal?: unknown };
  fetch_options?: { signal?: unknown };
}
