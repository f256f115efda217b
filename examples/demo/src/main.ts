import type { FlatSpan } from '@tokenspan/otlp-receiver';
import { checkTrace } from './check-trace.ts';
import { chooseBackend } from './choose-backend.ts';
import { chooseProviders } from './choose-providers.ts';
import { readTrace } from './read-trace.ts';
import { runProgram } from './run-program.ts';
import { Screen } from './screen.ts';
import { startTracing } from './start-tracing.ts';

process.exitCode = await demonstrate(new Screen(process.stdout, process.env));

/** Runs the program, reads its trace back, draws it and checks it. Resolves with the exit code. */
async function demonstrate(screen: Screen): Promise<number> {
  await using backend = await chooseBackend(process.env);
  await using providers = await chooseProviders(process.env);
  const tracing = await startTracing(process.env['OTEL_SERVICE_NAME'] || 'tokenspan-demo', backend.exportUrl);

  Object.assign(process.env, providers.environment);
  // Tracing has started: now the program and the SDKs may be loaded.
  const { tasks } = await import('./program/travel-assistant.ts');
  const played = providers.chooseTasks(tasks);
  screen.showSetting(providers, backend);
  const { traceId, results } = await runProgram(tracing.tracer, played);
  screen.showProgram(results);

  try {
    await tracing.shutdown();
  } catch (error) {
    screen.showFailure(`the spans did not reach ${backend.name}`, error);
    return 1;
  }

  const expected = providers.expect(played);
  const findProblems = (spans: readonly FlatSpan[]): string[] => checkTrace(spans, expected);
  try {
    const spans = await readTrace(backend.queryUrl, traceId, (seen) => findProblems(seen).length === 0);
    const thrown = results.filter((result) => result.threw).map(({ name }) => `"${name}" threw`);
    const problems = [...thrown, ...findProblems(spans)];
    screen.showTrace(spans);
    screen.showVerdict(problems, backend.userInterfaceUrl && `${backend.userInterfaceUrl}/trace/${traceId}`);
    screen.showHints([...providers.hints, ...backend.hints]);
    return problems.length === 0 ? 0 : 1;
  } catch (error) {
    screen.showFailure(`trace ${traceId} could not be read back from ${backend.queryUrl}/api/v3`, error);
    return 1;
  }
}
