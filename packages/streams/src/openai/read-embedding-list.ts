import { readFields, readText } from '../accumulate/read-fields.ts';
import type { Response } from '../model/response.ts';
import { readChatUsage } from './read-chat-usage.ts';

/** The response of an embeddings call: `CreateEmbeddingResponse` (`resources/embeddings.d.ts` of openai 7.55.0). */
export function readEmbeddingList(body: unknown): Response {
  const fields = readFields(body);
  const model = readText(fields?.model);
  const usage = readChatUsage(fields?.usage);
  return {
    ...(model !== undefined && { model }),
    finishReasons: [],
    ...(usage && { usage }),
    outputBytes: 0,
  };
}
