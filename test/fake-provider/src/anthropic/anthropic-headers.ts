/** The headers that the Anthropic API puts on every answer, with the given request id. Counts and times are fixed. */
export function anthropicHeaders(requestId: string): Record<string, string> {
  return {
    'request-id': requestId,
    'anthropic-organization-id': '11111111-2222-4333-8444-555555555555',
    ...rateLimit('requests', 4000, 3999),
    ...rateLimit('input-tokens', 2_000_000, 1_999_000),
    ...rateLimit('output-tokens', 400_000, 399_000),
    ...rateLimit('tokens', 2_400_000, 2_398_000),
  };
}

function rateLimit(unit: string, limit: number, remaining: number): Record<string, string> {
  return {
    [`anthropic-ratelimit-${unit}-limit`]: String(limit),
    [`anthropic-ratelimit-${unit}-remaining`]: String(remaining),
    [`anthropic-ratelimit-${unit}-reset`]: '2026-11-21T12:00:00Z',
  };
}
