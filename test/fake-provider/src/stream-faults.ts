import type { Step, Wait } from './script.ts';
import { encodeServerSentEvent } from './server-sent-event.ts';

/**
 * Turns the steps of a good stream into those of a bad one. Faults are applied one after the other, so they combine:
 * `[pauseAfterEvents(3, gate), dropAfterEvents(3)]` drops when the gate opens.
 * Every event counts, pings as well.
 */
export type StreamFault = (steps: readonly Step[]) => readonly Step[];

/** Closes the socket in the middle of the body, after `n` events. */
export function dropAfterEvents(n: number): StreamFault {
  return (steps) => [...keepEvents(steps, n), { kind: 'drop' }];
}

/** Ends the body after `n` events without a word: correct HTTP, but the provider's closing events are missing. */
export function truncateAfterEvents(n: number): StreamFault {
  return (steps) => [...keepEvents(steps, n), { kind: 'end' }];
}

/** Sends nothing any more after `n` events, until the client goes away. */
export function stallAfterEvents(n: number): StreamFault {
  return (steps) => [...keepEvents(steps, n), { kind: 'stall' }];
}

/** Waits after `n` events, then goes on. With a promise a test decides when. */
export function pauseAfterEvents(n: number, until: Wait): StreamFault {
  return (steps) => {
    const kept = keepEvents(steps, n);
    return [...kept, { kind: 'wait', until }, ...steps.slice(kept.length)];
  };
}

/** Sends `n` events, then the first half of the next one's JSON in its data line, then goes on. */
export function malformedAfterEvents(n: number): StreamFault {
  return (steps) => {
    const kept = keepEvents(steps, n);
    const [broken, ...rest] = steps.slice(kept.length);
    if (broken?.kind !== 'event') return steps;
    const whole = encodeServerSentEvent(broken);
    const dataStart = whole.indexOf('data: ') + 'data: '.length;
    const half = whole.slice(0, dataStart + Math.floor((whole.length - dataStart) / 2));
    return [...kept, { kind: 'bytes', bytes: `${half}\n\n` }, ...rest];
  };
}

/** Waits this many milliseconds before every event but the first. */
export function slowEvents(milliseconds: number): StreamFault {
  return (steps) =>
    steps.flatMap((step, index) =>
      step.kind === 'event' && index > 0 ? [{ kind: 'wait', until: milliseconds }, step] : [step],
    );
}

/** The steps before event `n` (counted from 0), with everything that follows the event before it. */
export function keepEvents(steps: readonly Step[], n: number): readonly Step[] {
  let seen = 0;
  const end = steps.findIndex((step) => step.kind === 'event' && seen++ === n);
  return end === -1 ? steps : steps.slice(0, end);
}
