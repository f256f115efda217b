import type { ResponseReaders } from '@tokenspan/core';
import type { Accumulator, Response } from '@tokenspan/streams';

/** How many response ids are remembered; the oldest go first. */
const MAX_REMEMBERED = 10_000;

const booked = new Set<string>();

/**
 * Lets the hooks see the usage of a response once, however often the response is fetched: a response that ran in the
 * background is booked when it is first fetched whole, one that `create` answered was booked then.
 *
 * @param isFetched whether these readers read what `responses.retrieve` gave, rather than what `create` did
 */
export function bookUsage(readers: ResponseReaders, isFetched: boolean): ResponseReaders {
  return {
    createAccumulator: (options) => bookAccumulated(readers.createAccumulator(options), isFetched),
    readResponse: (body, options) => bookResponse(readers.readResponse(body, options), isFetched),
  };
}

function bookAccumulated(accumulator: Accumulator, isFetched: boolean): Accumulator {
  let isAgain: boolean | undefined;
  return {
    fold: (event) => accumulator.fold(event),
    get finished(): boolean {
      return accumulator.finished;
    },
    get terminated(): boolean {
      return accumulator.terminated;
    },
    response(): Response {
      const response = accumulator.response();
      if (response.id === undefined || !response.usage) return response;
      isAgain ??= !claim(response.id);
      return isFetched && isAgain ? withoutUsage(response) : response;
    },
  };
}

function bookResponse(response: Response, isFetched: boolean): Response {
  if (response.id === undefined || !response.usage) return response;
  const isAgain = !claim(response.id);
  return isFetched && isAgain ? withoutUsage(response) : response;
}

/** True for the first who asks for this id. */
function claim(id: string): boolean {
  if (booked.has(id)) return false;
  booked.add(id);
  if (booked.size > MAX_REMEMBERED) {
    const [oldest] = booked;
    if (oldest !== undefined) booked.delete(oldest);
  }
  return true;
}

function withoutUsage(response: Response): Response {
  const { usage: _, ...rest } = response;
  return rest;
}
