import { OpenAIInstrumentation } from '@tokenspan/instrumentation-openai';
// The fetch of Node, as later versions use it by themselves.
import 'openai-4/shims/web';
import { OpenAI as Four } from 'openai-4';
import { OpenAI as Five } from 'openai-5';
import { OpenAI as Six } from 'openai-6';
import { describe } from 'vitest';
import type { ExpectedSpan } from '../conformance/check-span.ts';
import { describeColumns } from '../conformance/openai-columns.ts';
import type { OpenAIClass } from '../conformance/openai-columns.ts';
import { expectedCompletionSpan, expectedSpan } from '../conformance/openai-fixture.ts';
import { testColumn } from '../conformance/run-column.ts';
import type { Watched } from '../conformance/run-column.ts';

const versions = [
  { name: 'openai 4.104.0', Client: Four as unknown as OpenAIClass },
  { name: 'openai 5.23.2', Client: Five as unknown as OpenAIClass },
  { name: 'openai 6.49.0', Client: Six as unknown as OpenAIClass },
];

for (const { name, Client } of versions) {
  describe(name, () => {
    const instrumentation = new OpenAIInstrumentation();
    instrumentation.instrument(Client);
    const watched: Watched = {
      enable({ provider }): void {
        instrumentation.setTracerProvider(provider);
        instrumentation.enable();
      },
      disable: () => instrumentation.disable(),
    };
    const test = <Result>(columns: Parameters<typeof testColumn<Result>>[0][], span: ExpectedSpan): void => {
      for (const column of columns) testColumn(column, watched, span);
    };
    const { streams, completions, plain, promises, helpers, runners } = describeColumns(Client);
    test(streams, expectedSpan);
    test(completions, expectedCompletionSpan);
    test(plain, expectedSpan);
    test(promises, expectedSpan);
    test(helpers, expectedSpan);
    test(runners, expectedSpan);
  });
}
