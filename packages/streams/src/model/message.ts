/** Text that the user, the system or the model wrote. */
export interface TextPart {
  type: 'text';
  text: string;
  /** Citations as the provider sent them. */
  citations?: unknown[];
}

/** The model's reasoning; `redacted` when the provider sent it encrypted, then `text` is empty. */
export interface ReasoningPart {
  type: 'reasoning';
  text: string;
  redacted?: true;
}

/** A call of a tool that the program runs. `arguments` is the parsed JSON, or `{_raw}` with the text that did not parse. */
export interface ToolCallPart {
  type: 'tool_call';
  id?: string;
  name: string;
  arguments: unknown;
}

/** The program's answer to a tool call. */
export interface ToolCallResponsePart {
  type: 'tool_call_response';
  id?: string;
  response: unknown;
}

/** A call of a tool that the provider runs. */
export interface ServerToolCallPart {
  type: 'server_tool_call';
  id?: string;
  name: string;
  arguments: unknown;
}

/** The result of a tool that the provider ran; `name` is the provider's block type. */
export interface ServerToolResponsePart {
  type: 'server_tool_call_response';
  id?: string;
  name: string;
  response: unknown;
}

/** A summary that stands for earlier messages. */
export interface CompactionPart {
  type: 'compaction';
  text?: string;
}

/** Bytes that travel inside the message, base64 encoded. */
export interface BlobPart {
  type: 'blob';
  modality: string;
  content: string;
  mimeType?: string;
}

/** A file that the provider stores. */
export interface FilePart {
  type: 'file';
  modality: string;
  fileId: string;
  mimeType?: string;
}

/** A resource that the provider fetches. */
export interface UriPart {
  type: 'uri';
  modality: string;
  uri: string;
  mimeType?: string;
}

/** A block of a type that this version does not know, by the provider's own type name. */
export interface OtherPart {
  type: 'other';
  name: string;
  value: unknown;
}

/** One part of a message. */
export type Part =
  | TextPart
  | ReasoningPart
  | ToolCallPart
  | ToolCallResponsePart
  | ServerToolCallPart
  | ServerToolResponsePart
  | CompactionPart
  | BlobPart
  | FilePart
  | UriPart
  | OtherPart;

/** One message of a conversation, in the provider's order, with the provider's own role name. */
export interface Message {
  role: string;
  parts: Part[];
  name?: string;
}
