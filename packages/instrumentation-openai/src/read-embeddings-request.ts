import type { Request } from '@tokenspan/streams';
import { readServer } from './read-server.ts';
import { countPromptBytes, definedFields, readNumber, readText } from './request-fields.ts';
import { readParameters } from './sdk-types.ts';
import type { OpenAIClient } from './sdk-types.ts';

/** Reads the neutral request from the parameters of `embeddings.create`. Keeps no reference to them. */
export function readEmbeddingsRequest(args: readonly unknown[], client: OpenAIClient): Request {
  const given = readParameters(args[0]);
  const encodingFormat = readText(given['encoding_format']);
  return {
    operation: 'embeddings',
    ...readServer(client),
    ...definedFields({
      model: readText(given['model']),
      dimensionCount: readNumber(given['dimensions']),
      encodingFormats: encodingFormat === undefined ? undefined : [encodingFormat],
    }),
    stream: false,
    inputBytes: countPromptBytes(given['input']),
  };
}
