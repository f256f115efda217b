import { GoogleGenAI } from '@google/genai';
import { GoogleGenAIInstrumentation } from '@tokenspan/instrumentation-google-genai';
import { describeColumns } from './google-columns.ts';
import { expectedSpan } from './google-fixture.ts';
import { countSettlements, testColumn } from './run-column.ts';
import type { Watched } from './run-column.ts';

const instrumentation = new GoogleGenAIInstrumentation({ hooks: [countSettlements] });
instrumentation.instrument(GoogleGenAI);

const watched: Watched = {
  enable({ provider }): void {
    instrumentation.setTracerProvider(provider);
    instrumentation.enable();
  },
  disable: () => instrumentation.disable(),
};

const { streams, plain, promises } = describeColumns();
for (const column of streams) testColumn(column, watched, expectedSpan);
for (const column of plain) testColumn(column, watched, expectedSpan);
for (const column of promises) testColumn(column, watched, expectedSpan);
