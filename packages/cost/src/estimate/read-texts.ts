import type { Message, Part } from '@tokenspan/streams';

/** All that messages say as one text: what a tokenizer counts. */
export function readTexts(messages: readonly Message[]): string {
  return messages.flatMap((message) => message.parts.map((part) => readPart(part))).join('\n');
}

function readPart(part: Part): string {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return part.text;
    case 'tool_call':
    case 'server_tool_call':
      return `${part.name} ${writeJson(part.arguments)}`;
    case 'tool_call_response':
    case 'server_tool_call_response':
      return writeJson(part.response);
    default:
      return '';
  }
}

function writeJson(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
