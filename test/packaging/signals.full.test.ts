import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  anthropicMessage,
  overloadedError,
  respondLikeAnthropic,
  startFakeProvider,
} from '@tokenspan/fake-provider';
import type { FakeProvider, Responder } from '@tokenspan/fake-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installConsumer, packAll, reachesRegistry } from './consumer.ts';
import type { PackedPackages } from './consumer.ts';
import { openTelemetryLines } from './opentelemetry-lines.ts';

const isReachable = await reachesRegistry();
if (!isReachable) console.log('signals of packed tarballs: skipped, the package registry cannot be reached');

/** What each line needs for metrics and logs in addition. */
const signalPackages: Record<string, Record<string, string>> = {
  '2.x': {
    '@opentelemetry/api-logs': '0.223.0',
    '@opentelemetry/sdk-logs': '0.223.1',
    '@opentelemetry/sdk-metrics': '2.12.1',
  },
  '3.x': { '@opentelemetry/sdk-logs': '^3.1.1', '@opentelemetry/sdk-metrics': '^3.1.1' },
};

interface Signals {
  spans: { name: string; spanId: string; attributes: Record<string, unknown> }[];
  metrics: {
    name: string;
    unit: string;
    points: { attributes: Record<string, unknown>; count: number; sum: number }[];
  }[];
  logs: { eventName: string; attributes: Record<string, unknown>; spanId: string }[];
}

const respond = respondLikeAnthropic(
  anthropicMessage({
    model: 'claude-haiku-4-5-20251001',
    blocks: ['Seven small pieces'],
    usage: { input_tokens: 14, output_tokens: 23 },
  }),
);
const respondOrRefuse: Responder = (request) =>
  request.body['model'] === 'refused' ? overloadedError() : respond(request);

describe.skipIf(!isReachable)('signals of packed tarballs', () => {
  let packed: PackedPackages;
  let provider: FakeProvider;

  beforeAll(async () => {
    [packed, provider] = await Promise.all([packAll(), startFakeProvider({ replyWith: respondOrRefuse })]);
  });
  afterAll(async () => {
    packed?.[Symbol.dispose]();
    await provider?.close();
  });

  it.each(openTelemetryLines.map((line) => [line.name, line] as const))(
    'arrive on OpenTelemetry %s: spans, metrics, log records',
    async (_name, line) => {
      const dependencies = { ...line.dependencies, ...signalPackages[line.name] };
      using consumer = await installConsumer(packed, { ...line, dependencies }, 'npm');
      cpSync(fileURLToPath(new URL('programs', import.meta.url)), consumer.folder, { recursive: true });
      const { stdout, stderr } = await consumer.run([`signals${line.suffix}.mjs`], {
        ANTHROPIC_API_KEY: 'not-a-key',
        ANTHROPIC_BASE_URL: provider.url,
      });
      expect(stderr).toBe('');
      const { spans, metrics, logs } = JSON.parse(stdout) as Signals;

      expect(spans.map(({ name, attributes }) => [name, attributes['error.type']])).toEqual([
        ['chat claude-haiku-4-5', undefined],
        ['chat refused', 'OverloadedError'],
      ]);

      const usage = metrics.find(({ name }) => name === 'gen_ai.client.token.usage');
      expect(usage?.unit).toBe('{token}');
      expect(usage?.points.map(({ attributes, sum }) => [attributes['gen_ai.token.type'], sum])).toEqual([
        ['input', 14],
        ['output', 23],
      ]);
      const durations = metrics.find(({ name }) => name === 'gen_ai.client.operation.duration');
      expect(durations?.unit).toBe('s');
      expect(durations?.points.map(({ attributes, count }) => [attributes['error.type'], count])).toEqual([
        [undefined, 1],
        ['OverloadedError', 1],
      ]);

      const details = logs.filter(
        ({ eventName }) => eventName === 'gen_ai.client.inference.operation.details',
      );
      expect(details.map(({ spanId }) => spanId)).toEqual(spans.map(({ spanId }) => spanId));
      expect(details[0]?.attributes['gen_ai.output.messages']).toEqual([
        {
          role: 'assistant',
          parts: [{ type: 'text', content: 'Seven small pieces' }],
          finish_reason: 'stop',
        },
      ]);
      const exceptions = logs.filter(({ eventName }) => eventName === 'gen_ai.client.operation.exception');
      expect(exceptions.map(({ spanId }) => spanId)).toEqual([spans[1]?.spanId]);
    },
  );
});
