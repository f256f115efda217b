import { cpus } from 'node:os';
import { measureChunkCpu, measureHeap } from './read-results.ts';
import type { ChunkCpu, HeapSamples } from './read-results.ts';

/** Prints what the instrumentation costs. Nothing is asserted here: how fast a machine is proves nothing. */
console.log(`Node ${process.version}, ${cpus()[0]?.model.trim() ?? 'unknown CPU'}\n`);
printChunkCpu(await measureChunkCpu());
printHeap(await measureHeap());

function printChunkCpu(results: ChunkCpu): void {
  const variants = Object.entries(results);
  const bare = variants[0]?.[1] ?? [];
  console.log(
    `CPU time of one chunk: median of ${bare.length} rounds, interleaved; @anthropic-ai/sdk, bytes from memory`,
  );
  for (const [name, rounds] of variants) {
    const middle = median(rounds);
    // Round by round, so that what slowed one round down slowed down both sides of the ratio.
    const ratio = median(rounds.map((value, round) => value / (bare[round] ?? value)));
    const spread = `${percentile(rounds, 0.1).toFixed(2)} to ${percentile(rounds, 0.9).toFixed(2)}`;
    const extra = (middle - median(bare)).toFixed(2);
    console.log(
      `  ${name.padEnd(24)} ${middle.toFixed(2).padStart(6)} µs  (${spread})  ${ratio.toFixed(2)} × bare, ${extra} µs more`,
    );
  }
}

function printHeap({ samplePoints, heapUsed }: HeapSamples): void {
  console.log(
    '\nHeap in use after garbage collection, along one stream of 100,000 chunks with content off, in MB',
  );
  console.log(
    `  ${'chunks read'.padEnd(24)}${samplePoints.map((point) => String(point).padStart(9)).join('')}`,
  );
  for (const [name, samples] of Object.entries(heapUsed)) {
    const cells = samples.map((bytes) => (bytes / 1e6).toFixed(3).padStart(9)).join('');
    console.log(`  ${name.padEnd(24)}${cells}`);
  }
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
}
