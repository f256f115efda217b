import {
  anthropicMessage,
  authenticationError,
  respondLikeAnthropic,
  startFakeProvider,
} from '@tokenspan/fake-provider';
import { flattenSpans, readJaegerTrace, startOtlpReceiver } from '@tokenspan/otlp-receiver';
import { describe, expect, it } from 'vitest';

import { compareTraces } from './compare-traces.ts';
import { duplicateExports } from './duplicate-exports.ts';
import { findJaeger } from './find-jaeger.ts';
import { runDemo } from './run-demo.ts';
import { startJaeger } from './start-jaeger.ts';

const location = findJaeger();
if (location === undefined) console.log('demo against a real Jaeger: skipped, there is none');

/** A line of the waterfall without tree and bar: name, times and counts, outcome. */
function readRows(output: string): string[] {
  const [, table = ''] = /What the trace shows[^\n]*\n[^\n]*\n([^]*?)\n\n/.exec(output) ?? [];
  return table.split('\n').map((line) =>
    line
      .replaceAll(/[─░█│├└]/g, ' ')
      .replaceAll(/≤?\d+(\.\d+)? m?s\b/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
}

describe('demo', () => {
  it('shows every call with its outcome and its tokens and ends with exit code 0', async () => {
    const { exitCode, stdout, stderr } = await runDemo();
    expect(stderr).toBe('');
    expect(stdout).toContain('✓ every call is in the trace');
    expect(readRows(stdout)).toEqual([
      'a weekend in Lisbon',
      'answer a question',
      'chat claude-haiku-4-5 1,867 1,846 48 completed',
      'take the first hotel',
      'chat claude-haiku-4-5 1,870 1,846 ~6 cancelled',
      'write a postcard',
      'chat claude-haiku-4-5 1,864 1,846 57 completed',
      'ask for the weather',
      'chat claude-haiku-4-5 402 61 completed',
      'chat claude-haiku-4-5 489 17 completed',
      'book a tram',
      'chat claude-haiku-4-5 failed',
      'RateLimitError 429 rate_limit_error: This request would exceed the rate limit for your organization of 4,000 requ…',
      'POST 429',
      'POST 429',
      'POST 429',
      'translate a menu',
      'chat claude-haiku-4-5 29 ~6 failed',
      'overloaded_error: Overloaded',
      'stop typing',
      expect.stringMatching(/^chat claude-haiku-4-5 1,862 1,846 ~\d+ cancelled$/),
    ]);
    expect(stdout).toContain('8 calls     4 completed, 2 cancelled, 2 failed');
    expect(stdout).toContain('tokens in   8,383 (5,538 of them cached, 1,846 to cache)');
    expect(exitCode).toBe(0);
  });

  it('draws bars that lie within those of their parents, and no wider than the terminal', async () => {
    const { stdout } = await runDemo({ COLUMNS: '100' });
    const lines = stdout.split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    const bars = lines.flatMap((line) => {
      const name = /(chat|answer|take|write|ask|book|translate|stop) [^─░█]*/.exec(line)?.[1];
      const bar = /(?<=\S\s+)[─░█]+/.exec(line);
      return name === undefined || bar === null
        ? []
        : [{ name, from: bar.index, to: bar.index + bar[0].length }];
    });
    expect(bars).toHaveLength(15);
    let parent = bars[0]!;
    for (const bar of bars) {
      if (bar.name !== 'chat') parent = bar;
      expect(bar.from).toBeGreaterThanOrEqual(parent.from);
      expect(bar.to).toBeLessThanOrEqual(parent.to);
    }
  });

  it('says so and ends with exit code 1 when the spans reach nobody', async () => {
    const { exitCode, stdout } = await runDemo({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
      OTEL_EXPORTER_OTLP_TIMEOUT: '500',
    });
    expect(stdout).toContain('✗ the spans did not reach http://127.0.0.1:1');
    expect(exitCode).toBe(1);
  });

  it('exports to the endpoint of the environment and links to its trace', async () => {
    await using receiver = await startOtlpReceiver();
    const { exitCode, stdout } = await runDemo({
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      JAEGER_QUERY_URL: receiver.url,
      JAEGER_UI_URL: 'http://localhost:16686/',
    });
    const [trace] = receiver.traces();
    expect(stdout).toContain(`http://localhost:16686/trace/${trace?.traceId}\n`);
    expect(receiver.traces()).toHaveLength(1);
    expect(exitCode).toBe(0);
  });

  it('asks the API that a key is for, without the faults', async () => {
    const blocks = [
      'A line of some length, and then\n',
      'another that is long enough to be stopped in the middle of it.',
    ];
    const message = anthropicMessage({ blocks: [{ type: 'text', text: blocks }] });
    await using provider = await startFakeProvider({ replyWith: respondLikeAnthropic(message) });
    const { exitCode, stdout } = await runDemo({
      ANTHROPIC_API_KEY: 'sk-ant-a-key',
      ANTHROPIC_BASE_URL: provider.url,
    });
    expect(stdout).toContain(
      'left out, as a real provider does not fail on request: book a tram, translate a menu',
    );
    expect(readRows(stdout).filter((row) => row.startsWith('chat'))).toHaveLength(5);
    const withKey = provider.requests.filter(({ rawHeaders }) => rawHeaders.join().includes('sk-ant-a-key'));
    expect(withKey).toHaveLength(5);
    expect(stdout).not.toContain('sk-ant');
    expect(exitCode).toBe(0);
  });

  it('ends with exit code 1 when the program fails', async () => {
    await using provider = await startFakeProvider({ replyWith: () => authenticationError() });
    const { exitCode, stdout } = await runDemo({
      ANTHROPIC_API_KEY: 'sk-ant-a-key',
      ANTHROPIC_BASE_URL: provider.url,
    });
    expect(stdout).toContain('✗ "answer a question" threw');
    expect(exitCode).toBe(1);
  });

  it.skipIf(location === undefined)('sends a real Jaeger what it sends the embedded receiver', async () => {
    await using jaeger = await startJaeger(location!);
    await using receiver = await startOtlpReceiver();
    await using both = await duplicateExports([jaeger.otlpUrl, receiver.url]);
    const { exitCode, stdout } = await runDemo({
      OTEL_EXPORTER_OTLP_ENDPOINT: both.url,
      JAEGER_QUERY_URL: jaeger.queryUrl,
    });
    expect(stdout).toContain('✓ every call is in the trace');
    expect(exitCode).toBe(0);
    const embedded = receiver.spans();
    // One root, seven tasks, eight calls, and the HTTP requests below them, three of them for one call.
    expect(embedded).toHaveLength(26);
    const real = await readJaegerTrace(jaeger.queryUrl, embedded[0]!.traceId, { until: embedded.length });
    expect(compareTraces(embedded, flattenSpans(real))).toEqual([]);
  });
});
