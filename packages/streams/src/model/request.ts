import type { Message, Part } from './message.ts';

/** What kind of call it is, in the words of `gen_ai.operation.name`. */
export type OperationName = 'chat' | 'generate_content' | 'text_completion' | 'embeddings' | 'fetch_response';

/** A tool that the request offers. */
export interface ToolDefinition {
  type: string;
  name: string;
  description?: string;
  parameters?: unknown;
}

/** The texts of a request; built only when they are recorded. */
export interface RequestContent {
  /** Instructions that the API takes apart from the messages. */
  instructions?: Part[];
  messages: Message[];
  tools?: ToolDefinition[];
}

/** One call to a provider, in neutral words. Numbers that the caller did not send are absent. */
export interface Request {
  operation: OperationName;
  /** A value of `gen_ai.provider.name`. */
  provider: string;
  /** The model name exactly as requested. */
  model?: string;
  serverAddress?: string;
  serverPort?: number;
  /** Whether the caller asked for a stream. */
  stream: boolean;
  maxTokens?: number;
  temperature?: number;
  topP?: number;
  topK?: number;
  frequencyPenalty?: number;
  presencePenalty?: number;
  stopSequences?: string[];
  seed?: number;
  /** How many answers were asked for, when not one. */
  choiceCount?: number;
  outputType?: 'text' | 'json' | 'image' | 'speech';
  reasoningLevel?: string;
  previousResponseId?: string;
  conversationId?: string;
  serviceTier?: string;
  encodingFormats?: string[];
  dimensionCount?: number;
  /** What only this provider's API has, as span attributes: never text of a prompt. */
  attributes?: Record<string, string | number | boolean>;
  /** UTF-8 bytes of all text in the request: what an estimate of the input tokens is made from. */
  inputBytes?: number;
  /** Reads the texts of the request. Absent unless content is recorded, so that no open call holds a prompt. */
  content?: () => RequestContent;
}
