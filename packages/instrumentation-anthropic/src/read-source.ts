import type { Part } from '@tokenspan/streams';

/**
 * The `source` of an image or document block as parts: base64 data, a URL, a file that Anthropic stores, plain text, or blocks
 * of its own.
 *
 * @param readBlocks reads the blocks inside
 */
export function readSource(
  modality: 'image' | 'document',
  value: unknown,
  readBlocks: (content: unknown) => Part[],
): Part[] {
  const source = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const mimeType = readText(source['media_type']);
  const media = { modality, ...(mimeType !== '' && { mimeType }) };
  switch (source['type']) {
    case 'base64':
      return [{ type: 'blob', ...media, content: readText(source['data']) }];
    case 'url':
      return [{ type: 'uri', ...media, uri: readText(source['url']) }];
    case 'file':
      return [{ type: 'file', ...media, fileId: readText(source['file_id']) }];
    case 'text':
      return [{ type: 'text', text: readText(source['data']) }];
    case 'content':
      return readBlocks(source['content']);
    default:
      return [];
  }
}

function readText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
