import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';
import { describe, expect, it } from 'vitest';
import { describeColumns } from '../conformance/anthropic-columns.ts';
import { expectedCompletionSpan, expectedSpan } from '../conformance/anthropic-fixture.ts';
import type { ExpectedSpan } from '../conformance/check-span.ts';
import type { Column } from '../conformance/run-cell.ts';
import { countSettlements, testColumn } from '../conformance/run-column.ts';
import type { Watched } from '../conformance/run-column.ts';
import type { AnthropicVersion } from './anthropic-versions.ts';

/** Runs the conformance columns for one version of @anthropic-ai/sdk: the rows of the newest version, all of them. */
export function testAnthropicVersion(version: AnthropicVersion): void {
  const { Client, missing = [] } = version;
  describe(`@anthropic-ai/sdk ${version.version}`, () => {
    const instrumentation = new AnthropicInstrumentation({ hooks: [countSettlements] });
    instrumentation.instrument(Client);
    // The control is the bare SDK, as in test/conformance/anthropic.test.ts.
    const watched: Watched = {
      enable({ provider }): void {
        instrumentation.setTracerProvider(provider);
        delete process.env['ANTHROPIC_OPEN_TELEMETRY'];
        instrumentation.enable();
      },
      disable() {
        process.env['ANTHROPIC_OPEN_TELEMETRY'] = 'false';
        instrumentation.disable();
      },
    };
    const isMissing = (name: string): boolean => missing.some((start) => name.startsWith(start));
    const test = <Result>(columns: readonly Column<Result>[], span: ExpectedSpan): void => {
      for (const column of columns.filter(({ name }) => !isMissing(name))) {
        const errorTypes = { ...span.errorTypes, ...version.errorTypes };
        const excluded = { ...column.excluded, ...version.excluded };
        testColumn({ ...column, excluded }, watched, { ...span, errorTypes });
      }
    };
    const columns = describeColumns(Client);
    test(columns.streams, expectedSpan);
    test(columns.plain, expectedSpan);
    test(columns.completionStreams, expectedCompletionSpan);
    test(columns.completions, expectedCompletionSpan);
    test(columns.promises, expectedSpan);
    test(columns.helpers, expectedSpan);
    test(columns.runners, expectedSpan);

    it.each(missing)('has no %s', (path) => {
      const client = new Client({ apiKey: 'sk-ant-test-key' });
      const names = path.split('.');
      const method = names.pop() ?? '';
      const resource = names.reduce<object>((value, name) => Reflect.get(value, name) as object, client);
      expect(method in resource).toBe(false);
    });
  });
}
