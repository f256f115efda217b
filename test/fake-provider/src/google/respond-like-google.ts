import type { Responder } from '../fake-provider.ts';
import type { ReceivedRequest } from '../received-request.ts';
import type { GeminiAnswer } from './gemini-answer.ts';
import { geminiEmbeddings } from './gemini-embeddings.ts';
import type { EmbeddingMethod } from './gemini-embeddings.ts';
import { geminiError, geminiNotFoundError } from './gemini-errors.ts';
import { geminiReply, plainReply } from './gemini-reply.ts';
import type { GeminiReplyOptions } from './gemini-reply.ts';
import { interactionReply } from './interaction.ts';
import type { Interaction } from './interaction.ts';

/** A path of the Gemini API (`v1`, `v1beta`) or of Vertex AI, taken apart. */
export interface GooglePath {
  readonly version: string;
  /** `models/gemini-2.5-flash`, for Vertex without project, location and publisher. */
  readonly model: string;
  /** What stands after the colon. */
  readonly method: string;
  readonly service: 'gemini' | 'vertex';
}

const pattern =
  /^\/(v1(?:beta1?)?)\/(projects\/[^/]+\/locations\/[^/]+\/)?(publishers\/[^/]+\/)?([^/]+\/[^/:]+):(\w+)$/;

/** Takes the path of a request apart; undefined for every other path. The query does not count. */
export function readGooglePath(path: string): GooglePath | undefined {
  const match = pattern.exec(path.split('?')[0] ?? '');
  if (!match) return undefined;
  const [, version = '', project, publisher, model = '', method = ''] = match;
  const service = project === undefined && publisher === undefined ? 'gemini' : 'vertex';
  return { version, model, method, service };
}

/**
 * A responder for `replyWith` that does as Google does: plain and streamed content, embeddings, token counts,
 * interactions; 400 where `contents` is missing, 404 for every other path.
 */
export function respondLikeGoogle(
  answer: GeminiAnswer | ((request: ReceivedRequest) => GeminiAnswer),
  options: Omit<GeminiReplyOptions, 'stream'> & { readonly interaction?: Interaction } = {},
): Responder {
  const { interaction: interacted, ...rest } = options;
  return (request) => {
    if (interacted && /^\/v1(?:beta)?\/interactions$/.test(request.path.split('?')[0] ?? '')) {
      return interactionReply(interacted, { ...rest, stream: request.body['stream'] === true });
    }
    const path = readGooglePath(request.path);
    if (request.method !== 'POST' || !path) return geminiNotFoundError();
    switch (path.method) {
      case 'generateContent':
      case 'streamGenerateContent': {
        if (!Array.isArray(request.body['contents'])) {
          return geminiError({
            status: 400,
            name: 'INVALID_ARGUMENT',
            message: '* GenerateContentRequest.contents: contents is not specified\n',
          });
        }
        const given = typeof answer === 'function' ? answer(request) : answer;
        return geminiReply(given, { ...rest, stream: path.method === 'streamGenerateContent' });
      }
      case 'embedContent':
      case 'batchEmbedContents':
      case 'predict':
        return plainReply(geminiEmbeddings(path.method satisfies EmbeddingMethod, request.body));
      case 'countTokens':
        return plainReply({ totalTokens: 12, promptTokensDetails: [{ modality: 'TEXT', tokenCount: 12 }] });
      default:
        return geminiNotFoundError();
    }
  };
}
