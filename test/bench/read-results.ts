import { runChild } from '../support/run-child.ts';

/** CPU time of one chunk in microseconds, a number for each round, by variant. */
export type ChunkCpu = Record<string, number[]>;

/** Bytes of heap in use after so many chunks of one open stream, by variant. */
export interface HeapSamples {
  samplePoints: number[];
  heapUsed: Record<string, number[]>;
  /** Recorded spans by variant. */
  spans: Record<string, number>;
}

/** Measures the CPU time of a chunk in a process of its own. */
export async function measureChunkCpu(): Promise<ChunkCpu> {
  return JSON.parse(await runMeasurement('chunk-cpu.child.ts')) as ChunkCpu;
}

/** Measures the heap along a stream of 100,000 chunks in a process of its own. */
export async function measureHeap(): Promise<HeapSamples> {
  return JSON.parse(await runMeasurement('heap.child.ts')) as HeapSamples;
}

async function runMeasurement(file: string): Promise<string> {
  const { stdout, stderr, exitCode } = await runChild(new URL(file, import.meta.url), ['--expose-gc']);
  if (exitCode !== 0) throw new Error(`${file} ended with ${exitCode}: ${stderr}`);
  return stdout;
}
