import { notFoundError } from '@tokenspan/fake-provider';
import type { Responder } from '@tokenspan/fake-provider';
import type { ScriptedTask } from './scripted-task.ts';

/** Answers the requests of each task in order; makes the function that `replyWith` takes. */
export function createResponder(tasks: readonly ScriptedTask[]): Responder {
  const queues = tasks.map(({ question, answers }) => ({ question, left: [...answers] }));
  return ({ text }) => {
    // A task's later requests repeat what its first one asked.
    const queue = queues.find(({ question }) => text.includes(question));
    return queue?.left.shift() ?? notFoundError('this demo has no answer scripted for that');
  };
}
