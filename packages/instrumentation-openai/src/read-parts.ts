import type { Part } from '@tokenspan/streams';
import { readAudio, readFile } from './read-media.ts';
import { readParameters } from './sdk-types.ts';

/**
 * The content of a message as parts: a text, or a list of `ChatCompletionContentPart`
 * (`resources/chat/completions/completions.d.ts`) or `ResponseInputContent` (`resources/responses/responses.d.ts` of openai
 * 7.55.0).
 */
export function readParts(content: unknown): Part[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return readList(content).flatMap(readPart);
}

function readPart(value: unknown): Part[] {
  if (typeof value === 'string') return [{ type: 'text', text: value }];
  const part = readParameters(value);
  switch (part['type']) {
    case 'text':
    case 'input_text':
    case 'output_text':
      return [{ type: 'text', text: readString(part['text']) }];
    case 'refusal':
      return [{ type: 'text', text: readString(part['refusal']) }];
    case 'image_url':
      return readFile('image', { url: readParameters(part['image_url'])['url'] ?? part['image_url'] });
    case 'input_image':
      return readFile('image', { id: part['file_id'], url: part['image_url'] });
    case 'input_audio':
      return readAudio(readParameters(part['input_audio']));
    case 'file': {
      const file = readParameters(part['file']);
      return readFile('document', { id: file['file_id'], data: file['file_data'] });
    }
    case 'input_file':
      return readFile('document', { id: part['file_id'], url: part['file_url'], data: part['file_data'] });
    default:
      // What is not known may hold anything: its type only.
      return [{ type: 'other', name: readString(part['type']), value: undefined }];
  }
}

/** A list that the caller sent; everything else is empty. */
export function readList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text that the caller sent; everything else is empty. */
export function readString(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
