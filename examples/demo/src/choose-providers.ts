import { startFakeProvider } from '@tokenspan/fake-provider';
import type { ExpectedTask } from './check-trace.ts';
import type { Task } from './program/task.ts';
import { claudeScript } from './script/claude-script.ts';
import { createResponder } from './script/create-responder.ts';
import { geminiScript } from './script/gemini-script.ts';
import { gptScript } from './script/gpt-script.ts';
import type { ScriptedTask } from './script/scripted-task.ts';

/** Who answers the program: the real API of each provider that there is a key for, a scripted one for the others. */
export interface Providers extends AsyncDisposable {
  /** The models, and which SDK asks whom for them, in words, for the heading. */
  names: readonly (readonly [model: string, name: string])[];
  /** What the program cannot do with these providers, in words. */
  note: string | undefined;
  /** How to get the real ones: variables and what they do. */
  hints: readonly (readonly [variable: string, effect: string])[];
  /** The variables by which the SDKs find these providers. */
  environment: Record<string, string>;
  /** The tasks that these providers can play. */
  chooseTasks: (tasks: readonly Task[]) => Task[];
  /** What the trace must show of these tasks. */
  expect: (tasks: readonly Task[]) => ExpectedTask[];
}

interface Service {
  model: string;
  sdk: string;
  keyVariable: string;
  urlVariable: string;
  /** The real one. */
  url: string;
  /** What the SDK expects behind the host. */
  basePath: string;
  /** Further variables, so that the shell's own do not lead the SDK elsewhere. */
  environment?: Record<string, string>;
  script: readonly ScriptedTask[];
}

const services: readonly Service[] = [
  {
    model: 'Claude',
    sdk: '@anthropic-ai/sdk',
    keyVariable: 'ANTHROPIC_API_KEY',
    urlVariable: 'ANTHROPIC_BASE_URL',
    url: 'https://api.anthropic.com',
    basePath: '',
    script: claudeScript,
  },
  {
    model: 'GPT',
    sdk: 'openai',
    keyVariable: 'OPENAI_API_KEY',
    urlVariable: 'OPENAI_BASE_URL',
    url: 'https://api.openai.com/v1',
    basePath: '/v1',
    script: gptScript,
  },
  {
    model: 'Gemini',
    sdk: '@google/genai',
    keyVariable: 'GEMINI_API_KEY',
    urlVariable: 'GOOGLE_GEMINI_BASE_URL',
    url: 'https://generativelanguage.googleapis.com',
    basePath: '',
    environment: { GOOGLE_GENAI_USE_ENTERPRISE: 'false', GOOGLE_GENAI_USE_VERTEXAI: 'false' },
    script: geminiScript,
  },
];

/** Starts the scripted provider in this process where a key is missing. */
export async function chooseProviders(environment: NodeJS.ProcessEnv): Promise<Providers> {
  const real = services.filter(({ keyVariable }) => environment[keyVariable]);
  const scripted = services.filter((service) => !real.includes(service));
  const scriptedTasks = scripted.flatMap(({ script }) => script);
  const fake =
    scripted.length > 0 ? await startFakeProvider({ replyWith: createResponder(scriptedTasks) }) : undefined;
  const left = real.flatMap(({ script }) => script.filter(({ fault }) => fault)).map(({ name }) => name);
  return {
    names: services.map((service) => {
      const name = real.includes(service)
        ? environment[service.urlVariable] || service.url
        : `${fake?.url} (scripted)`;
      return [service.model, `${service.sdk} to ${name}`];
    }),
    note:
      left.length === 0
        ? undefined
        : `left out, as a real provider does not fail on request: ${left.join(', ')}`,
    hints: scripted.map(({ model, keyVariable }) => [`${keyVariable}=…`, `asks the real ${model}`]),
    environment: Object.assign(
      {},
      ...scripted.map((service) => ({
        [service.urlVariable]: `${fake?.url}${service.basePath}`,
        [service.keyVariable]: 'not-a-key',
        ...service.environment,
      })),
    ) as Record<string, string>,
    chooseTasks: (tasks) => tasks.filter(({ name }) => !left.includes(name)),
    expect: (tasks) =>
      tasks.map(({ name }) => scriptedTasks.find((scriptedTask) => scriptedTask.name === name) ?? { name }),
    [Symbol.asyncDispose]: async () => fake?.close(),
  };
}
