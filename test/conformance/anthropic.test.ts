import Anthropic from '@anthropic-ai/sdk';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';
import { describeColumns } from './anthropic-columns.ts';
import { expectedSpan } from './anthropic-fixture.ts';
import { countSettlements, testColumn } from './run-column.ts';
import type { Watched } from './run-column.ts';

const instrumentation = new AnthropicInstrumentation({ hooks: [countSettlements] });
instrumentation.instrument(Anthropic);

// The control is the bare SDK: its own tracing wraps streams and adds headers.
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

const { streams, plain, promises, helpers, runners } = describeColumns();
for (const column of streams) testColumn(column, watched, expectedSpan);
for (const column of plain) testColumn(column, watched, expectedSpan);
for (const column of promises) testColumn(column, watched, expectedSpan);
for (const column of helpers) testColumn(column, watched, expectedSpan);
for (const column of runners) testColumn(column, watched, expectedSpan);
