import type { Part } from '@tokenspan/streams';
import { reportFault } from '../guard.ts';

/**
 * Looks at one part before it is recorded. It may change the part, which is a copy, and return it, return another one, or
 * return `undefined` to leave it out. Synchronous.
 */
export type RedactContent = (part: Part) => Part | undefined;

/** The parts that a hook lets through. One on which it throws, or for which it returns no part, is left out. */
export function redactParts(parts: readonly Part[], redact: RedactContent): Part[] {
  return parts.flatMap((part) => {
    const redacted = redactPart(part, redact);
    return redacted ? [redacted] : [];
  });
}

function redactPart(part: Part, redact: RedactContent): Part | undefined {
  try {
    const redacted: unknown = redact(copyPart(part));
    if (redacted === undefined || redacted === null) return undefined;
    if (isPart(redacted)) return redacted;
    reportFault('use what "redactContent" returned, which is no part: it is left out', typeof redacted);
  } catch (error) {
    // Its class only: the message of the hook's error may hold what was to be kept away.
    reportFault('run "redactContent": the part is left out', readClassName(error));
  }
  return undefined;
}

/** What is in a part may be the caller's own object, or the one that the caller is about to get. */
function copyPart(part: Part): Part {
  return JSON.parse(JSON.stringify(part)) as Part;
}

function isPart(value: unknown): value is Part {
  return (
    typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
  );
}

function readClassName(error: unknown): string {
  return error instanceof Error ? error.constructor.name : typeof error;
}
