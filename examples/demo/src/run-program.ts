import { SpanStatusCode } from '@opentelemetry/api';
import type { Span, Tracer } from '@opentelemetry/api';
import type { Task } from './program/task.ts';

/** What the tasks said, and the trace that they ran in. */
export interface ProgramRun {
  traceId: string;
  results: TaskResult[];
}

/** What one task said, or what it threw. */
export interface TaskResult {
  name: string;
  text: string;
  threw: boolean;
}

/** Runs the tasks one after the other, each in a span, as a web framework's instrumentation would do for its requests. */
export async function runProgram(tracer: Tracer, tasks: readonly Task[]): Promise<ProgramRun> {
  return tracer.startActiveSpan('a weekend in Lisbon', async (root) => {
    const results: TaskResult[] = [];
    for (const task of tasks) {
      results.push(await tracer.startActiveSpan(task.name, (span) => runTask(task, span)));
    }
    root.end();
    return { traceId: root.spanContext().traceId, results };
  });
}

async function runTask(task: Task, span: Span): Promise<TaskResult> {
  try {
    return { name: task.name, text: await task.run(), threw: false };
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    return { name: task.name, text: String(error), threw: true };
  } finally {
    span.end();
  }
}
