import type { Part } from '@tokenspan/streams';

/** A URL as a part; one that holds the data itself becomes a blob. */
function readAddress(modality: string, url: string): Part {
  const [, mimeType, content] = /^data:([^;,]*)(?:;[^,]*)?,(.*)$/s.exec(url) ?? [];
  if (content === undefined) return { type: 'uri', modality, uri: url };
  return { type: 'blob', modality, ...(mimeType && { mimeType }), content };
}

/** What the caller sent of a file: an id, a URL, or its data as a data URL. */
export interface GivenFile {
  id?: unknown;
  url?: unknown;
  data?: unknown;
}

/** A file or image as parts; none where nothing of it is given. */
export function readFile(modality: string, { id, url, data }: GivenFile): Part[] {
  if (typeof id === 'string' && id !== '') return [{ type: 'file', modality, fileId: id }];
  if (typeof url === 'string' && url !== '') return [readAddress(modality, url)];
  if (typeof data !== 'string' || data === '') return [];
  return data.startsWith('data:')
    ? [readAddress(modality, data)]
    : [{ type: 'blob', modality, content: data }];
}

/** Audio as a blob. */
export function readAudio(value: { data?: unknown; format?: unknown }): Part[] {
  const { data, format } = value;
  if (typeof data !== 'string') return [];
  return [
    {
      type: 'blob',
      modality: 'audio',
      ...(typeof format === 'string' && { mimeType: `audio/${format}` }),
      content: data,
    },
  ];
}
