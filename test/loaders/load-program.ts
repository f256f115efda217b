import { startFakeProvider } from '@tokenspan/fake-provider';
import type { Loader } from './loaders.ts';
import { makeProgramFolder } from './program-folder.ts';
import { greeting } from './sdk-versions.ts';
import type { SdkVersion } from './sdk-versions.ts';

/** What came of a program: all that its user and its operator see. */
export interface Loading {
  exitCode: number;
  /** What it wrote to standard error, but for notices of age. */
  complaints: string;
  printed: unknown[];
  /** Name, scope and outcome of each span. */
  spans: unknown[];
}

/** Runs the program of one version of an SDK, loaded in one way. */
export async function loadProgram(version: SdkVersion, loader: Loader): Promise<Loading> {
  using folder = makeProgramFolder(version.sdks, loader.type);
  await using provider = await startFakeProvider({ replyWith: version.respond });
  const program = `${version.program}.${loader.extension}`;
  const { stderr, exitCode, lines, spans } = await folder.run(loader.args(program), {
    PROVIDER_URL: provider.url,
    ...loader.environment?.(program),
  });
  return {
    exitCode,
    complaints: withoutNotices(stderr),
    printed: lines,
    spans: spans.map(({ name, scope, attributes }) => ({
      name,
      scope,
      outcome: attributes['tokenspan.stream.outcome'],
    })),
  };
}

/** What has to come of it: the answer, one span, and nothing else. */
export function expectedLoading({ span }: SdkVersion): Loading {
  return {
    exitCode: 0,
    complaints: '',
    printed: [{ text: greeting }],
    spans: [{ ...span, outcome: 'completed' }],
  };
}

/** Without what the SDKs and Node say of their own age. */
export function withoutNotices(stderr: string): string {
  return stderr
    .split('\n')
    .filter((line) => line !== '' && !/DeprecationWarning|--trace-deprecation|ExperimentalWarning/.test(line))
    .join('\n');
}
