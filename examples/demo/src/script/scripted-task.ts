import type { Script } from '@tokenspan/fake-provider';
import type { ExpectedCall, ExpectedTask } from '../check-trace.ts';

/** What the fake provider says to one task of the program, and what the trace must show of it. */
export interface ScriptedTask extends ExpectedTask {
  calls: ExpectedCall[];
  /** Part of what is asked, by which the requests of this task are known. */
  question: string;
  /** The answers to its HTTP requests, in order. */
  answers: Script[];
  /** The provider fails on request here, which the real one does not. */
  fault?: true;
}
