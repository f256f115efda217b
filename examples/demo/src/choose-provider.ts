import { startFakeProvider } from '@tokenspan/fake-provider';
import { createResponder, scriptedTasks } from './scripted-answers.ts';
import type { ExpectedTask } from './check-trace.ts';
import type { Task } from './user-program.ts';

/** Who answers the program. */
export interface Provider extends AsyncDisposable {
  /** In words, for the heading. */
  name: string;
  /** What the program cannot do with this provider, in words. */
  note: string | undefined;
  /** How to get another one. */
  hint: string | undefined;
  /** The variables by which the SDK finds this provider. */
  environment: Record<string, string>;
  /** The tasks that this provider can play. */
  chooseTasks: (tasks: readonly Task[]) => Task[];
  /** What the trace must show of these tasks. */
  expect: (tasks: readonly Task[]) => ExpectedTask[];
}

/** The real API when there is a key for it, or else a scripted provider in this process. */
export async function chooseProvider(environment: NodeJS.ProcessEnv): Promise<Provider> {
  return environment['ANTHROPIC_API_KEY'] ? describeRealProvider(environment) : startScriptedProvider();
}

function describeRealProvider(environment: NodeJS.ProcessEnv): Provider {
  const faults = scriptedTasks.filter((task) => task.fault).map((task) => task.name);
  return {
    name: environment['ANTHROPIC_BASE_URL'] || 'https://api.anthropic.com',
    note: `left out, as a real provider does not fail on request: ${faults.join(', ')}`,
    hint: undefined,
    environment: {},
    chooseTasks: (tasks) => tasks.filter((task) => !faults.includes(task.name)),
    expect: (tasks) => tasks.map(({ name }) => ({ name })),
    [Symbol.asyncDispose]: async () => {},
  };
}

async function startScriptedProvider(): Promise<Provider> {
  const provider = await startFakeProvider({ replyWith: createResponder() });
  return {
    name: `a scripted one in this process (${provider.url})`,
    note: undefined,
    hint: 'ANTHROPIC_API_KEY=…                                  asks the real Claude',
    environment: { ANTHROPIC_BASE_URL: provider.url, ANTHROPIC_API_KEY: 'not-a-key' },
    chooseTasks: (tasks) => [...tasks],
    expect: (tasks) => tasks.map((task) => scriptedTasks.find(({ name }) => name === task.name) ?? task),
    [Symbol.asyncDispose]: () => provider.close(),
  };
}
