/** The headers that the OpenAI API puts on every answer, with the given request id. Counts and times are fixed. */
export function openAIHeaders(requestId: string): Record<string, string> {
  return {
    'x-request-id': requestId,
    'openai-organization': 'fake-organization',
    'openai-processing-ms': '281',
    'openai-version': '2020-10-01',
    'x-ratelimit-limit-requests': '10000',
    'x-ratelimit-remaining-requests': '9999',
    'x-ratelimit-reset-requests': '6ms',
  };
}
