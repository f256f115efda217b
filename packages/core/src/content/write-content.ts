import type { Message, Part, RequestContent, Response } from '@tokenspan/streams';
import * as names from '../telemetry/semantic-conventions.ts';
import type { ContentPolicy } from './content-policy.ts';
import { draftPart } from './draft-part.ts';
import { fitList, fitMessages } from './fit-content.ts';
import type { FittedContent, MessageDraft } from './fit-content.ts';
import { redactParts } from './redact-parts.ts';

/** Content attributes by name, structured as the conventions' schemas say, each within the byte cap. */
export type WrittenContent = Record<string, FittedContent>;

type Limits = Pick<ContentPolicy, 'maxBytes' | 'redact'>;

/** What goes to the model: messages, instructions, and of the tools their types and names only. */
export function writeRequestContent(content: RequestContent, limits: Limits): WrittenContent {
  const { instructions, messages, tools } = content;
  const { maxBytes } = limits;
  const written: WrittenContent = {};
  if (instructions && instructions.length > 0) {
    const drafts = redact(instructions, limits).map((part) => draftPart(part, maxBytes));
    written[names.ATTR_GEN_AI_SYSTEM_INSTRUCTIONS] = fitList(drafts, maxBytes);
  }
  if (messages.length > 0) {
    const drafts = messages.map((message) => draftMessage(message, limits));
    written[names.ATTR_GEN_AI_INPUT_MESSAGES] = fitMessages(drafts, maxBytes, 'newest');
  }
  if (tools && tools.length > 0) {
    const drafts = tools.map(({ type, name }) => ({ value: { type, name }, slots: [] }));
    written[names.ATTR_GEN_AI_TOOL_DEFINITIONS] = fitList(drafts, maxBytes);
  }
  return written;
}

/** What the model answered, one message for each choice. `finish_reason` is deprecated, and required by older readers. */
export function writeResponseContent({ output, finishReasons }: Response, limits: Limits): WrittenContent {
  if (!output || output.length === 0) return {};
  const drafts = output.map((message, index) => {
    const { value, parts } = draftMessage(message, limits);
    const reason = finishReasons[index];
    return { value: { ...value, ...(reason !== undefined && { finish_reason: reason }) }, parts };
  });
  return { [names.ATTR_GEN_AI_OUTPUT_MESSAGES]: fitMessages(drafts, limits.maxBytes, 'first') };
}

function draftMessage({ role, name, parts }: Message, limits: Limits): MessageDraft {
  return {
    // In the order of the schemas, for those who read the JSON.
    value: { role, parts: [], ...(name !== undefined && { name }) },
    parts: redact(parts, limits).map((part) => draftPart(part, limits.maxBytes)),
  };
}

function redact(parts: readonly Part[], limits: Limits): readonly Part[] {
  return limits.redact ? redactParts(parts, limits.redact) : parts;
}
