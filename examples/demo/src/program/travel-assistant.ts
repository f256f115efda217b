import { claudeTasks } from './ask-claude.ts';
import { geminiTasks } from './ask-gemini.ts';
import { gptTasks } from './ask-gpt.ts';
import type { Task } from './task.ts';

/** An ordinary program: a travel assistant that calls models of three providers. It knows nothing of tracing. */
export const tasks: readonly Task[] = [...claudeTasks, ...gptTasks, ...geminiTasks];
