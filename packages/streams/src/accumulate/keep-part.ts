import type { Part } from '../model/message.ts';
import type { TextKeeper } from './text-keeper.ts';
import { writeArguments } from './tool-arguments.ts';

/**
 * The part as far as the keeper lets it be kept. Texts are cut, tool arguments that are cut become `{_raw}`, values that do
 * not fit whole are left out. Types, ids and names always stay.
 */
export function keepPart(part: Part, keeper: TextKeeper): Part {
  switch (part.type) {
    case 'text': {
      const { citations, ...rest } = part;
      const kept: Part = { ...rest, text: keeper.keepText(part.text) };
      const keptCitations = citations?.filter((citation) => keeper.keepValue(citation) !== undefined);
      if (keptCitations && keptCitations.length > 0) kept.citations = keptCitations;
      return kept;
    }
    case 'reasoning':
      return { ...part, text: keeper.keepText(part.text) };
    case 'compaction':
      return part.text === undefined ? part : { ...part, text: keeper.keepText(part.text) };
    case 'tool_call':
    case 'server_tool_call':
      return { ...part, arguments: keepArguments(part.arguments, keeper) };
    case 'tool_call_response':
    case 'server_tool_call_response':
      return { ...part, response: keeper.keepValue(part.response) };
    case 'other':
      return { ...part, value: keeper.keepValue(part.value) };
    case 'blob':
      return keeper.keepValue(part.content) === undefined ? { ...part, content: '' } : part;
    default:
      return part;
  }
}

function keepArguments(value: unknown, keeper: TextKeeper): unknown {
  const text = writeArguments(value);
  const kept = keeper.keepText(text);
  return kept.length < text.length ? { _raw: kept } : value;
}
