import { OpenAIInstrumentation } from '@tokenspan/instrumentation-openai';
import { OpenAI as Four } from 'openai-4';
import { OpenAI as Five } from 'openai-5';
import { OpenAI as Six } from 'openai-6';
import { describe } from 'vitest';
import type { ExpectedSpan } from '../conformance/check-span.ts';
import { describeColumns } from '../conformance/openai-columns.ts';
import type { OpenAIClass } from '../conformance/openai-columns.ts';
import { expectedCompletionSpan, expectedSpan } from '../conformance/openai-fixture.ts';
import { countSettlements, testColumn } from '../conformance/run-column.ts';
import type { Column } from '../conformance/run-cell.ts';
import type { Watched } from '../conformance/run-column.ts';

interface Version {
  name: string;
  Client: OpenAIClass;
  /** What this version calls the errors of rows, where it is not what later versions call them. */
  errorTypes?: Record<string, string>;
  /** The same for the Responses API. */
  responseErrorTypes?: Record<string, string>;
  excluded?: Record<string, string>;
}

const quotes = 'the error quotes what was on the wire, which had usage';
const versions: Version[] = [
  {
    name: 'openai 4.104.0',
    Client: Four as unknown as OpenAIClass,
    // node-fetch throws an Error, "Premature close".
    errorTypes: { TypeError: 'Error' },
    // It loses the code of an error event.
    responseErrorTypes: { 'error event': 'APIError' },
    excluded: {
      'controller.abort() before the first read, then read': 'hangs in this version, watched or not',
    },
  },
  { name: 'openai 5.23.2', Client: Five as unknown as OpenAIClass },
  { name: 'openai 6.49.0', Client: Six as unknown as OpenAIClass },
];

for (const version of versions) {
  describe(version.name, () => {
    const instrumentation = new OpenAIInstrumentation({ hooks: [countSettlements] });
    instrumentation.instrument(version.Client);
    const watched: Watched = {
      enable({ provider }): void {
        instrumentation.setTracerProvider(provider);
        instrumentation.enable();
      },
      disable: () => instrumentation.disable(),
    };
    const test = <Result>(columns: readonly Column<Result>[], span: ExpectedSpan): void => {
      for (const column of columns) {
        const isHidden = column.name.includes('usage hidden');
        const excluded = {
          ...column.excluded,
          // Streams with a `fetch` of their own do not use node-fetch.
          ...(!isHidden && version.excluded),
          ...(isHidden && { 'malformed data in the stream': quotes }),
        };
        const errorTypes = {
          ...span.errorTypes,
          ...(!isHidden && version.errorTypes),
          ...(column.name.startsWith('responses') && version.responseErrorTypes),
        };
        testColumn({ ...column, excluded }, watched, { ...span, errorTypes });
      }
    };
    const { streams, completions, plain, promises, helpers, runners } = describeColumns(version.Client);
    test(streams, expectedSpan);
    test(completions, expectedCompletionSpan);
    test(plain, expectedSpan);
    test(promises, expectedSpan);
    test(helpers, expectedSpan);
    test(runners, expectedSpan);
  });
}
