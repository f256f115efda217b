import { Anthropic as Sdk133 } from 'anthropic-0-133';
import { Anthropic as Sdk137 } from 'anthropic-0-137';
import { Anthropic as Sdk36 } from 'anthropic-0-36';
import { Anthropic as Sdk80 } from 'anthropic-0-80';
import type { AnthropicClass } from '../conformance/anthropic-columns.ts';

/** A version of @anthropic-ai/sdk before the newest, and how it differs from that one. */
export interface AnthropicVersion {
  version: string;
  Client: AnthropicClass;
  /** Whether it makes spans of its own. */
  tracesItself: boolean;
  /** What it lacks, by the beginning of the names of columns. */
  missing?: readonly string[];
  /** What it calls the errors of rows, where it is not what the newest version calls them. */
  errorTypes?: Record<string, string>;
  /** Rows that cannot be for it, with the reason. */
  excluded?: Record<string, string>;
}

export const anthropicVersions: readonly AnthropicVersion[] = [
  {
    version: '0.36.3',
    Client: Sdk36 as unknown as AnthropicClass,
    tracesItself: false,
    missing: ['messages.parse', 'beta.messages.parse', 'beta.messages.toolRunner'],
    errorTypes: {
      // node-fetch throws an Error, "Premature close".
      TypeError: 'Error',
      // It makes a connection error of an error event, and the code is only in the text of its cause.
      'error event': 'APIConnectionError',
    },
    excluded: {
      'controller.abort() before the first read, then read': 'hangs in this version, watched or not',
    },
  },
  { version: '0.80.0', Client: Sdk80 as unknown as AnthropicClass, tracesItself: false },
  { version: '0.133.0', Client: Sdk133 as unknown as AnthropicClass, tracesItself: false },
  { version: '0.137.0', Client: Sdk137 as unknown as AnthropicClass, tracesItself: true },
];
