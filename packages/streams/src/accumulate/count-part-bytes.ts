import type { Part } from '../model/message.ts';
import { countBytes } from './count-bytes.ts';
import { writeArguments } from './tool-arguments.ts';

/**
 * UTF-8 bytes of what the model wrote in this part: text, reasoning, arguments of tool calls. Tool results are not the
 * model's; a compaction is, but its tokens are counted apart from the answer's.
 */
export function countPartBytes(part: Part): number {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return countBytes(part.text);
    case 'tool_call':
    case 'server_tool_call':
      return countBytes(writeArguments(part.arguments));
    default:
      return 0;
  }
}
