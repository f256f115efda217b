import {
  anthropicMessage,
  geminiAnswer,
  openAIChat,
  respondLikeAnthropic,
  respondLikeGoogle,
  respondLikeOpenAI,
} from '@tokenspan/fake-provider';
import type { Responder } from '@tokenspan/fake-provider';

/** A version of an SDK that the loader suites load. */
export interface SdkVersion {
  name: string;
  /** The name of the programs in `programs/`, without extension. */
  program: string;
  /** The SDK's own name and the dependency that stands for it. */
  sdks: Record<string, string>;
  respond: Responder;
  /** The span of the program's only call. */
  span: { name: string; scope: string };
}

/** What every program prints. */
export const greeting = 'Hello, world!';

const describe = (
  version: Pick<SdkVersion, 'program' | 'respond' | 'span'>,
  sdk: string,
  dependencies: Record<string, string>,
): SdkVersion[] =>
  Object.entries(dependencies).map(([number, dependency]) => ({
    ...version,
    name: `${sdk} ${number}`,
    sdks: { [sdk]: dependency },
  }));

/** The oldest versions first, the providers by turns. */
export const sdkVersions: readonly SdkVersion[] = [
  ...describe(
    {
      program: 'anthropic',
      respond: respondLikeAnthropic(anthropicMessage({ blocks: [greeting] })),
      span: { name: 'chat claude-haiku-4-5', scope: '@tokenspan/instrumentation-anthropic' },
    },
    '@anthropic-ai/sdk',
    {
      '0.36.3': 'anthropic-0-36',
      '0.80.0': 'anthropic-0-80',
      '0.133.0': 'anthropic-0-133',
      '0.137.0': 'anthropic-0-137',
      '1.11.0': '@anthropic-ai/sdk',
    },
  ),
  ...describe(
    {
      program: 'openai',
      respond: respondLikeOpenAI(openAIChat({ choices: [{ content: greeting }] })),
      span: { name: 'chat gpt-5-mini', scope: '@tokenspan/instrumentation-openai' },
    },
    'openai',
    { '4.104.0': 'openai-4', '5.23.2': 'openai-5', '6.49.0': 'openai-6', '7.55.0': 'openai' },
  ),
  ...describe(
    {
      program: 'google',
      respond: respondLikeGoogle(geminiAnswer({ candidates: [{ parts: [{ text: greeting }] }] })),
      span: {
        name: 'generate_content gemini-2.5-flash',
        scope: '@tokenspan/instrumentation-google-genai',
      },
    },
    '@google/genai',
    { '1.52.0': 'google-genai-1', '2.32.0': 'google-genai-2', '3.1.0': '@google/genai' },
  ),
];
