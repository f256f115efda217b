import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { findFreePorts } from './find-free-ports.ts';
import type { JaegerLocation } from './find-jaeger.ts';
import { configureJaeger } from './jaeger-config.ts';

/** A Jaeger that answers. */
export interface RunningJaeger extends AsyncDisposable {
  /** Base of `/v1/traces`, without a slash at the end. */
  readonly otlpUrl: string;
  /** Base of `/api/v3`, without a slash at the end. */
  readonly queryUrl: string;
  /** Ends the process if it was started here. */
  stop(): Promise<void>;
}

const startAttempts = 3;
const startMilliseconds = 30_000;
const pollMilliseconds = 50;

/**
 * Starts the binary with traces in memory and waits until it is healthy; a Jaeger that runs already is taken
 * as it is.
 */
export async function startJaeger(location: JaegerLocation): Promise<RunningJaeger> {
  if (location.kind === 'running') {
    const stop = () => Promise.resolve();
    return { otlpUrl: location.otlpUrl, queryUrl: location.queryUrl, stop, [Symbol.asyncDispose]: stop };
  }
  const failures: unknown[] = [];
  // Between finding a port and listening on it, another program may take it; then other ports will do.
  while (failures.length < startAttempts) {
    try {
      return await startBinary(location.binary);
    } catch (error) {
      failures.push(error);
    }
  }
  throw new AggregateError(failures, `Jaeger ${location.release} did not start: ${String(failures.at(-1))}`);
}

async function startBinary(binary: string): Promise<RunningJaeger> {
  const [otlpHttp, queryHttp, queryGrpc, health] = (await findFreePorts(4)) as [
    number,
    number,
    number,
    number,
  ];
  const folder = await mkdtemp(join(tmpdir(), 'tokenspan-jaeger-'));
  const configuration = join(folder, 'jaeger.yaml');
  await writeFile(configuration, configureJaeger({ otlpHttp, queryHttp, queryGrpc, health }));

  const child = spawn(binary, ['--config', configuration], { stdio: ['ignore', 'pipe', 'pipe'] });
  // A test runner that is killed runs no clean-up of its own.
  const killOnExit = (): void => void child.kill('SIGKILL');
  process.once('exit', killOnExit);
  const stop = async (): Promise<void> => {
    process.off('exit', killOnExit);
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      // Its traces are in memory only, and a polite end waits five seconds for idle connections.
      child.kill('SIGKILL');
      await exited;
    }
    await rm(folder, { recursive: true, force: true });
  };

  try {
    await waitUntilHealthy(child, `http://127.0.0.1:${health}/status`);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    otlpUrl: `http://127.0.0.1:${otlpHttp}`,
    queryUrl: `http://127.0.0.1:${queryHttp}`,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function waitUntilHealthy(child: ChildProcess, statusUrl: string): Promise<void> {
  const output: string[] = [];
  const keepOutput = (text: Buffer): void => void output.push(text.toString());
  child.stdout?.on('data', keepOutput);
  child.stderr?.on('data', keepOutput);
  const ended = new AbortController();
  child.once('error', (error) => ended.abort(error));
  child.once('exit', (code) => {
    ended.abort(new Error(`Jaeger ended with code ${String(code)}:\n${output.join('').slice(-2000)}`));
  });

  const deadline = AbortSignal.timeout(startMilliseconds);
  const signal = AbortSignal.any([ended.signal, deadline]);
  while (!(await isHealthy(statusUrl, signal))) {
    signal.throwIfAborted();
    await delay(pollMilliseconds, undefined, { signal }).catch(() => {});
  }
}

async function isHealthy(statusUrl: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(statusUrl, { signal });
    await response.body?.cancel();
    return response.ok;
  } catch {
    // Nobody listens there yet, or the wait is over, which the caller looks at.
    return false;
  }
}
