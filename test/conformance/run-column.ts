import type { OperationHook } from '@tokenspan/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTracing } from '../support/tracing.ts';
import type { Tracing } from '../support/tracing.ts';
import { checkSpans } from './check-span.ts';
import type { ExpectedSpan } from './check-span.ts';
import { runCell } from './run-cell.ts';
import type { Column } from './run-cell.ts';

let settlements = 0;

/** Counts how often an operation settles; every suite registers it with its instrumentation. */
export const countSettlements: OperationHook = { settled: () => void settlements++ };

/** What a suite switches on and off around its cells. */
export interface Watched {
  enable(tracing: Tracing): void;
  disable(): void;
}

/**
 * Makes one test for each row of a column: exactly one ended span, with the outcome, the status and the tokens that the
 * row expects, and the caller sees what a caller without instrumentation sees.
 */
export function testColumn<Result>(
  column: Column<Result>,
  watched: Watched,
  expectedSpan: ExpectedSpan,
): void {
  describe(column.name, () => {
    let tracing: Tracing;
    beforeEach(() => {
      tracing = startTracing();
      watched.disable();
    });
    afterEach(async () => {
      await tracing[Symbol.asyncDispose]();
    });
    for (const row of column.rows) {
      const reason = column.excluded?.[row.name];
      it.skipIf(reason !== undefined)(reason ? `${row.name} (not run: ${reason})` : row.name, async () => {
        const control = await runCell(column, row);
        tracing.clear();
        watched.enable(tracing);
        settlements = 0;
        const observed = await runCell(column, row);
        expect(observed).toEqual(control);
        const spans = row.expected.spans ?? 1;
        if (row.expected.atShutdown) {
          expect(tracing.llmSpans()).toEqual([]);
          await tracing.provider.shutdown();
        } else {
          await tracing.waitForLlmSpans(spans, 2000).catch(() => undefined);
        }
        expect(settlements, 'each call settles once').toBe(spans);
        checkSpans(tracing.llmSpans(), row.expected, expectedSpan);
      });
    }
  });
}
