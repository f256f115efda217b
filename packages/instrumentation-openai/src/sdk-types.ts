/** What is read of a client of openai, and of the Azure and Bedrock clients built on it (4.x-7.x `client`, `index`). */
export interface OpenAIClient {
  baseURL?: string;
  /** The `provider` option; 7.x, and 6.x for Bedrock. */
  _provider?: { name?: unknown } | undefined;
}

/** What is read of the resource objects whose methods are patched (`resources/`). */
export interface OpenAIResource {
  _client: OpenAIClient;
}

/** Parameters of a call: what the caller wrote, so nothing is certain. */
export type Parameters = Readonly<Record<string, unknown>>;

/** Narrows to parameters; everything that is no object has none. */
export function readParameters(value: unknown): Parameters {
  return typeof value === 'object' && value !== null ? (value as Parameters) : {};
}
