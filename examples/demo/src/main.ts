import type { FlatSpan } from '@tokenspan/otlp-receiver';
import { checkTrace } from './check-trace.ts';
import { chooseBackend } from './choose-backend.ts';
import { chooseProvider } from './choose-provider.ts';
import { readTrace } from './read-trace.ts';
import { runProgram } from './run-program.ts';
import { Screen } from './screen.ts';
import { startTracing } from './start-tracing.ts';

process.exitCode = await demonstrate(new Screen(process.stdout, process.env));

/** Runs the program, reads its trace back, draws it and checks it. Resolves with the exit code. */
async function demonstrate(screen: Screen): Promise<number> {
  await using backend = await chooseBackend(process.env);
  await using provider = await chooseProvider(process.env);
  const tracing = startTracing(process.env['OTEL_SERVICE_NAME'] || 'tokenspan-demo', backend.exportUrl);

  Object.assign(process.env, provider.environment);
  // Tracing has started: now the program and the SDK may be loaded.
  const { tasks } = await import('./user-program.ts');
  const played = provider.chooseTasks(tasks);
  screen.showSetting(provider, backend);
  const { traceId, results } = await runProgram(tracing.tracer, played);
  screen.showProgram(results);

  try {
    await tracing.shutdown();
  } catch (error) {
    screen.showFailure(`the spans did not reach ${backend.name}`, error);
    return 1;
  }

  const expected = provider.expect(played);
  const findProblems = (spans: readonly FlatSpan[]): string[] => checkTrace(spans, expected);
  try {
    const spans = await readTrace(backend.queryUrl, traceId, (seen) => findProblems(seen).length === 0);
    const thrown = results.filter((result) => result.threw).map(({ name }) => `"${name}" threw`);
    const problems = [...thrown, ...findProblems(spans)];
    screen.showTrace(spans);
    screen.showVerdict(problems, backend.userInterfaceUrl && `${backend.userInterfaceUrl}/trace/${traceId}`);
    screen.showHints([provider.hint, backend.hint].filter((hint) => hint !== undefined));
    return problems.length === 0 ? 0 : 1;
  } catch (error) {
    screen.showFailure(`trace ${traceId} could not be read back from ${backend.queryUrl}/api/v3`, error);
    return 1;
  }
}
