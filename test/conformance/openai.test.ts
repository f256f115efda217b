import { OpenAIInstrumentation } from '@tokenspan/instrumentation-openai';
import OpenAI from 'openai';
import { describeColumns } from './openai-columns.ts';
import { expectedCompletionSpan, expectedSpan } from './openai-fixture.ts';
import { countSettlements, testColumn } from './run-column.ts';
import type { Watched } from './run-column.ts';

const instrumentation = new OpenAIInstrumentation({ hooks: [countSettlements] });
instrumentation.instrument(OpenAI);

const watched: Watched = {
  enable({ provider }): void {
    instrumentation.setTracerProvider(provider);
    instrumentation.enable();
  },
  disable: () => instrumentation.disable(),
};

const { streams, completions, plain, promises, helpers, runners } = describeColumns();
for (const column of streams) testColumn(column, watched, expectedSpan);
for (const column of completions) testColumn(column, watched, expectedCompletionSpan);
for (const column of plain) testColumn(column, watched, expectedSpan);
for (const column of promises) testColumn(column, watched, expectedSpan);
for (const column of helpers) testColumn(column, watched, expectedSpan);
for (const column of runners) testColumn(column, watched, expectedSpan);
