import { expect, it } from 'vitest';
import { runChild } from '../support/run-child.ts';

it("runs no generator's finally on garbage collection, and ends every observed stream once", async () => {
  const child = await runChild(new URL('garbage-collection.child.ts', import.meta.url), ['--expose-gc']);
  const counts = JSON.parse(child.stdout) as Record<string, unknown>;
  console.log('ended of 1,000 that were dropped:', child.stdout.trim());
  expect(counts).toEqual({
    generatorsRead: 0,
    generatorsUnread: 0,
    observedStreamsRead: 1000,
    observedStreamsUnread: 1000,
    observedGeneratorsRead: 1000,
    observedGeneratorsUnread: 1000,
    detachedIterator: 'truncated',
  });
});
