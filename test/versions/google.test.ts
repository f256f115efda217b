import { GoogleGenAIInstrumentation } from '@tokenspan/instrumentation-google-genai';
import * as one from 'google-genai-1';
import * as two from 'google-genai-2';
import { describe } from 'vitest';
import { describeColumns } from '../conformance/google-columns.ts';
import type { GoogleClass } from '../conformance/google-columns.ts';
import { expectedSpan } from '../conformance/google-fixture.ts';
import { countSettlements, testColumn } from '../conformance/run-column.ts';
import type { Watched } from '../conformance/run-column.ts';

const versions = [
  { name: '@google/genai 1.52.0', Client: one.GoogleGenAI as unknown as GoogleClass, continues: false },
  { name: '@google/genai 2.32.0', Client: two.GoogleGenAI as unknown as GoogleClass, continues: true },
];

for (const { name, Client, continues } of versions) {
  describe(name, () => {
    const instrumentation = new GoogleGenAIInstrumentation({ hooks: [countSettlements] });
    instrumentation.instrument(Client);
    const watched: Watched = {
      enable({ provider }): void {
        instrumentation.setTracerProvider(provider);
        instrumentation.enable();
      },
      disable: () => instrumentation.disable(),
    };
    const { streams, plain, promises } = describeColumns(Client, continues);
    for (const column of streams) testColumn(column, watched, expectedSpan);
    for (const column of plain) testColumn(column, watched, expectedSpan);
    for (const column of promises) testColumn(column, watched, expectedSpan);
  });
}
