import {
  anthropicMessage,
  authenticationError,
  geminiAnswer,
  openAIChat,
  openAIResponse,
  respondLikeAnthropic,
  respondLikeGoogle,
  respondLikeOpenAI,
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

/** A line of the waterfall without tree, bar and times: name, counts, cost, outcome. */
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

// Each of them mostly waits for a scripted provider.
describe.concurrent('demo', { timeout: 90_000 }, () => {
  it('shows every call with its outcome and its tokens and ends with exit code 0', async () => {
    const { exitCode, stdout, stderr } = await runDemo({ COLUMNS: '140' });
    expect(stderr).toBe('');
    expect(stdout).toContain('✓ every call is in the trace');
    expect(readRows(stdout)).toEqual([
      'a weekend in Lisbon',
      'answer a question',
      'chat claude-haiku-4-5 1,867 1,846 48 $0.00257 completed',
      'take the first hotel',
      'chat claude-haiku-4-5 1,870 1,846 ~6 ~$0.00024 cancelled',
      'write a postcard',
      'chat claude-haiku-4-5 1,864 1,846 57 $0.00049 completed',
      'ask for the weather',
      'chat claude-haiku-4-5 402 61 $0.00071 completed',
      'chat claude-haiku-4-5 489 17 $0.00057 completed',
      'book a tram',
      'chat claude-haiku-4-5 failed',
      expect.stringMatching(
        /^RateLimitError 429 rate_limit_error: This request would exceed the rate limit for your organization of 4,000 requests/,
      ),
      'POST 429',
      'POST 429',
      'POST 429',
      'translate a menu',
      'chat claude-haiku-4-5 29 ~6 ~$0.00006 failed',
      'overloaded_error: Overloaded',
      'stop typing',
      expect.stringMatching(/^chat claude-haiku-4-5 1,862 1,846 ~\d+ ~\$0\.00\d+ cancelled$/),
      'plan a Saturday',
      'chat gpt-4.1-mini 34 31 $0.00006 completed',
      'pack a suitcase',
      'chat gpt-5-mini 27 80 $0.00017 completed',
      'choose a beach',
      'generate_content gemini-2.5-flash 15 61 $0.00016 completed',
      'catch the ferry',
      'invoke_agent',
      'generate_content gemini-2.5-flash 67 17 $0.00006 completed',
      'execute_tool next_ferry',
      'generate_content gemini-2.5-flash 104 14 $0.00007 completed',
    ]);
    expect(stdout).toMatch(/^anthropic +8 +8,383 +5,538 +1,846 +183 +22 +~\$0\.00\d+$/m);
    expect(stdout).toMatch(/^gcp\.gemini +3 +186 +0 +0 +92 +38 +\$0\.00029$/m);
    expect(stdout).toMatch(/^openai +2 +61 +0 +0 +111 +64 +\$0\.00023$/m);
    expect(stdout).toContain('13 calls    9 completed, 2 cancelled, 2 failed');
    expect(exitCode).toBe(0);
  });

  it('draws bars that lie within those of their parents, and no wider than the terminal', async () => {
    const { stdout } = await runDemo({ COLUMNS: '100' });
    const lines = stdout.split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    const bars = lines.flatMap((line) => {
      const name =
        /(chat|generate_content|invoke_agent|execute_tool|answer|take|write|ask|book|translate|stop|plan|pack|choose|catch) ?[^─░█]*/.exec(
          line,
        )?.[1];
      const bar = /(?<=\S\s+)[─░█]+/.exec(line);
      return name === undefined || bar === null
        ? []
        : [{ name, from: bar.index, to: bar.index + bar[0].length }];
    });
    expect(bars).toHaveLength(26);
    let parent = bars[0]!;
    for (const bar of bars) {
      if (!/chat|generate_content|execute_tool/.test(bar.name)) parent = bar;
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

  it('asks the API of each provider that there is a key for, without the faults', async () => {
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
    expect(readRows(stdout).filter((row) => /^(chat|generate_content) /.test(row))).toHaveLength(10);
    const withKey = provider.requests.filter(({ rawHeaders }) => rawHeaders.join().includes('sk-ant-a-key'));
    expect(withKey).toHaveLength(5);
    expect(stdout).not.toContain('sk-ant');
    expect(exitCode).toBe(0);
  });

  it('asks the real GPT and the real Gemini with their keys, and Claude by script', async () => {
    const respondAsOpenAI = respondLikeOpenAI(({ path }) =>
      path.endsWith('/responses') ? openAIResponse() : openAIChat(),
    );
    const respondAsGoogle = respondLikeGoogle(geminiAnswer());
    await using provider = await startFakeProvider({
      replyWith: (request) =>
        (request.path.includes('/models/') ? respondAsGoogle : respondAsOpenAI)(request),
    });
    const { exitCode, stdout, stderr } = await runDemo({
      GEMINI_API_KEY: 'a-google-key',
      GOOGLE_GEMINI_BASE_URL: provider.url,
      OPENAI_API_KEY: 'an-openai-key',
      OPENAI_BASE_URL: `${provider.url}/v1`,
    });
    expect(stderr).toBe('');
    expect(stdout).toContain(`openai to ${provider.url}/v1\n`);
    expect(stdout).toContain(`@google/genai to ${provider.url}\n`);
    expect(stdout).toContain('ANTHROPIC_API_KEY=…');
    expect(stdout).not.toContain('OPENAI_API_KEY');
    const keys = provider.requests.map(({ headers }) => headers.authorization ?? headers['x-goog-api-key']);
    // This Gemini asks for no function, so that its chat is one call.
    expect(keys).toEqual(['Bearer an-openai-key', 'Bearer an-openai-key', 'a-google-key', 'a-google-key']);
    expect(stdout).toContain('12 calls    8 completed, 2 cancelled, 2 failed');
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
    // One root, 11 tasks, 13 calls, 15 HTTP requests below them (three of them for one call), an agent and its tool.
    expect(embedded).toHaveLength(42);
    const real = await readJaegerTrace(jaeger.queryUrl, embedded[0]!.traceId, { until: embedded.length });
    expect(compareTraces(embedded, flattenSpans(real))).toEqual([]);
  });
});
