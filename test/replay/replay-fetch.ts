import { type Cutting, streamInPieces } from './cut-bytes.ts';
import type { Recording } from './read-recordings.ts';

/** A `fetch` for a client of an SDK and the URLs that it was asked for. */
export interface ReplayFetch {
  fetch: typeof fetch;
  urls: string[];
}

/** A `fetch` that answers every request with the recorded response, its body cut into pieces. */
export function createReplayFetch({ response }: Recording, cutting: Cutting): ReplayFetch {
  const bytes = new TextEncoder().encode(response.body);
  const urls: string[] = [];
  return {
    urls,
    fetch: (input) => {
      urls.push(input instanceof Request ? input.url : String(input));
      const body = streamInPieces(bytes, cutting.cut(bytes));
      return Promise.resolve(new Response(body, { status: response.status, headers: response.headers }));
    },
  };
}
