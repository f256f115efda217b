import { expect, it } from 'vitest';
import { measureHeap } from '../bench/read-results.ts';

/** Bytes: room for what the engine itself compiles and caches meanwhile, ten bytes a chunk. */
const noise = 1_000_000;

it('keeps the heap flat along a stream of 100,000 chunks with content off', async () => {
  const { samplePoints, heapUsed, spans } = await measureHeap();
  console.log('heap in use, in bytes:', JSON.stringify({ samplePoints, ...heapUsed }));
  expect(spans).toEqual({ 'bare SDK': 0, 'patched, nobody listens': 0, 'patched, span recorded': 1 });
  for (const samples of Object.values(heapUsed)) {
    const growth = samples[samplePoints.indexOf(100_000)]! - samples[samplePoints.indexOf(10_000)]!;
    expect(growth).toBeLessThan(noise);
  }
});
