const MAX_CHARACTERS = 256;

/** What looks like a secret: keys with a known prefix, bearer tokens, JSON Web Tokens, long runs without a space. */
const secrets: RegExp[] = [
  /\b(?:sk|pk|rk|gsk|xai|key|org|proj)-[\w*.-]{3,}/gi,
  /\bAIza[\w*-]{3,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9*]{4,}/g,
  /\b(?:Bearer|Basic)\s+[\w+/=.*~-]{4,}/gi,
  /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g,
  /\b(?:api[-_ ]?key|token|secret|password|authorization)(["']?\s*[:=]\s*["']?)[^\s"',;]{3,}/gi,
  /[A-Za-z0-9+/_*-]{40,}={0,2}/g,
];

/** Replaces what looks like a secret by `[redacted]` and cuts the message to 256 characters, never inside one. */
export function scrubMessage(message: string): string {
  // Cut roughly first, so that a message of megabytes is not searched whole.
  let scrubbed = message.slice(0, MAX_CHARACTERS * 8);
  for (const secret of secrets) scrubbed = scrubbed.replace(secret, '[redacted]');
  const characters = Array.from(scrubbed);
  return characters.length > MAX_CHARACTERS ? characters.slice(0, MAX_CHARACTERS).join('') : scrubbed;
}
