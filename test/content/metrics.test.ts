import Anthropic from '@anthropic-ai/sdk';
import type { Histogram, MetricData } from '@opentelemetry/sdk-metrics';
import type { MetricVocabulary } from '@tokenspan/core';
import {
  anthropicMessage,
  anthropicReply,
  authenticationError,
  openAIChat,
  openAIEmbeddings,
  openAIReply,
} from '@tokenspan/fake-provider';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { startRecording } from './start-recording.ts';
import type { Recording } from './start-recording.ts';

// GenAI conventions, state of 2026-10-09: "Metrics", the boundaries of durations in seconds and of tokens.
const durations = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];
const tokens = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864];

const legacy = {
  'gen_ai.client.operation.duration': ['s', durations],
  'gen_ai.client.operation.time_to_first_chunk': ['s', durations],
  'gen_ai.client.operation.time_per_output_chunk': ['s', durations],
  'gen_ai.client.token.usage': ['{token}', tokens],
};
const counters = [
  'input_tokens',
  'output_tokens',
  'cache_read.input_tokens',
  'cache_write.input_tokens',
  'reasoning.output_tokens',
];
const latest = {
  'gen_ai.client.inference.duration': ['s', durations],
  'gen_ai.client.inference.time_to_first_chunk': ['s', durations],
  'gen_ai.client.inference.time_per_output_chunk': ['s', durations],
  'gen_ai.client.inference.operation.input_tokens': ['{token}', tokens],
  'gen_ai.client.inference.operation.output_tokens': ['{token}', tokens],
  ...Object.fromEntries(
    counters.map((name) => [`gen_ai.client.inference.usage.${name}`, ['{token}', undefined]]),
  ),
};

const message = anthropicMessage({
  blocks: [{ type: 'text', text: ['a', 'b', 'c'] }],
  usage: {
    input_tokens: 25,
    cache_read_input_tokens: 80,
    cache_creation_input_tokens: 10,
    output_tokens: 42,
    output_tokens_details: { thinking_tokens: 7 },
  },
});
const parameters = {
  model: 'claude-sonnet-5',
  max_tokens: 8,
  messages: [{ role: 'user' as const, content: 'Hi' }],
};

async function callAnthropic({ provider }: Recording, stream = true): Promise<number> {
  const client = new Anthropic({ baseURL: provider.url, apiKey: 'sk-test', maxRetries: 0 });
  const answer = await client.messages.create({ ...parameters, stream });
  let events = 0;
  if (Symbol.asyncIterator in answer) for await (const _ of answer) events++;
  return events;
}

function readBoundaries(metric: MetricData): number[] | undefined {
  const value = metric.dataPoints[0]?.value;
  return typeof value === 'object' && 'buckets' in value ? value.buckets.boundaries : undefined;
}

function readHistogram(metric: MetricData | undefined): Histogram {
  return metric?.dataPoints[0]?.value as Histogram;
}

const expected: [MetricVocabulary, object][] = [
  ['legacy', legacy],
  ['latest', latest],
  ['both', { ...legacy, ...latest }],
];

describe.each(expected)('metricVocabulary %s', (metricVocabulary, names) => {
  it('records a streamed call under these names, with units and boundaries of the conventions', async () => {
    await using recording = await startRecording({ config: { metricVocabulary, perChunkMetrics: true } });
    recording.provider.reply(anthropicReply(message, { stream: true }));
    await callAnthropic(recording);
    const metrics = await recording.tracing.readMetrics();
    const seen = [...metrics].map(([name, metric]) => [
      name,
      [metric.descriptor.unit, readBoundaries(metric)],
    ]);
    expect(Object.fromEntries(seen)).toEqual(names);
  });
});

describe('the values', () => {
  it('are what the provider reported, by modality and by type', async () => {
    await using recording = await startRecording({ config: { metricVocabulary: 'both' } });
    recording.provider.reply(anthropicReply(message, { stream: true }));
    await callAnthropic(recording);
    const [span] = await recording.tracing.waitForLlmSpans(1);
    const metrics = await recording.tracing.readMetrics();
    const base = {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'anthropic',
      'gen_ai.request.model': 'claude-sonnet-5',
      'gen_ai.response.model': 'claude-sonnet-4-5-20250929',
      'server.address': '127.0.0.1',
      'server.port': span!.attributes['server.port'],
    };
    const counts = counters.map((name) => {
      const [point, ...more] = metrics.get(`gen_ai.client.inference.usage.${name}`)!.dataPoints;
      expect(more).toEqual([]);
      expect(point!.attributes).toEqual({ ...base, 'gen_ai.token.modality': 'unknown' });
      return [name, point!.value];
    });
    expect(Object.fromEntries(counts)).toEqual({
      input_tokens: 115,
      output_tokens: 42,
      'cache_read.input_tokens': 80,
      'cache_write.input_tokens': 10,
      'reasoning.output_tokens': 7,
    });
    const usage = metrics.get('gen_ai.client.token.usage')!.dataPoints;
    expect(usage.map(({ attributes, value }) => [attributes, (value as Histogram).sum])).toEqual([
      [{ ...base, 'gen_ai.token.type': 'input' }, 115],
      [{ ...base, 'gen_ai.token.type': 'output' }, 42],
    ]);
    const [duration] = metrics.get('gen_ai.client.inference.duration')!.dataPoints;
    expect(duration!.attributes).toEqual(base);
  });

  it('have the error type of the span where a call fails', async () => {
    await using recording = await startRecording({ config: { metricVocabulary: 'both' } });
    recording.provider.reply(authenticationError());
    await expect(callAnthropic(recording)).rejects.toThrow(Anthropic.AuthenticationError);
    const metrics = await recording.tracing.readMetrics();
    expect([...metrics.keys()].toSorted()).toEqual([
      'gen_ai.client.inference.duration',
      'gen_ai.client.operation.duration',
    ]);
    for (const { dataPoints } of metrics.values()) {
      expect(dataPoints.map(({ attributes }) => attributes['error.type'])).toEqual(['AuthenticationError']);
    }
  });

  it('have the tier and the fingerprint of OpenAI', async () => {
    await using recording = await startRecording({ config: { metricVocabulary: 'both' } });
    const answer = openAIChat({ serviceTier: 'flex', systemFingerprint: 'fp_1' });
    recording.provider.reply(openAIReply(answer, { stream: false }));
    const client = new OpenAI({ baseURL: `${recording.provider.url}/v1`, apiKey: 'sk-test' });
    await client.chat.completions.create({ model: 'gpt-5', messages: [{ role: 'user', content: 'Hi' }] });
    for (const { dataPoints } of (await recording.tracing.readMetrics()).values()) {
      for (const { attributes } of dataPoints) {
        expect(attributes).toMatchObject({
          'openai.response.service_tier': 'flex',
          'openai.response.system_fingerprint': 'fp_1',
        });
      }
    }
  });

  it.each([
    ['legacy', ['gen_ai.client.operation.duration', 'gen_ai.client.token.usage']],
    ['latest', ['gen_ai.client.operation.duration']],
    ['both', ['gen_ai.client.operation.duration', 'gen_ai.client.token.usage']],
  ] as const)('of embeddings are those of other operations: %s', async (metricVocabulary, names) => {
    await using recording = await startRecording({ config: { metricVocabulary } });
    recording.provider.reply(openAIReply(openAIEmbeddings({})));
    const client = new OpenAI({ baseURL: `${recording.provider.url}/v1`, apiKey: 'sk-test' });
    await client.embeddings.create({ model: 'text-embedding-3-small', input: 'Hi' });
    const metrics = await recording.tracing.readMetrics();
    expect([...metrics.keys()].toSorted()).toEqual(names);
    expect(readHistogram(metrics.get('gen_ai.client.operation.duration')).count).toBe(1);
  });
});

describe('perChunkMetrics', () => {
  it('records every chunk after the first, in every vocabulary, and nothing for a plain answer', async () => {
    await using recording = await startRecording({
      config: { metricVocabulary: 'both', perChunkMetrics: true },
    });
    recording.provider.reply(
      anthropicReply(message, { stream: false }),
      anthropicReply(message, { stream: true }),
    );
    await callAnthropic(recording, false);
    const events = await callAnthropic(recording);
    const metrics = await recording.tracing.readMetrics();
    for (const vocabulary of ['operation', 'inference']) {
      const metric = metrics.get(`gen_ai.client.${vocabulary}.time_per_output_chunk`);
      expect(metric!.dataPoints).toHaveLength(1);
      const { count, sum } = readHistogram(metric);
      expect(count).toBe(events - 1);
      const total = readHistogram(
        metrics.get(`gen_ai.client.${vocabulary === 'operation' ? 'operation' : 'inference'}.duration`),
      );
      expect(sum).toBeGreaterThan(0);
      expect(sum).toBeLessThan(total.max ?? 0);
      expect(metric!.dataPoints[0]!.attributes).toMatchObject({
        'gen_ai.response.model': 'claude-sonnet-4-5-20250929',
      });
    }
  });

  it('is off by default', async () => {
    await using recording = await startRecording({ config: { metricVocabulary: 'both' } });
    recording.provider.reply(anthropicReply(message, { stream: true }));
    await callAnthropic(recording);
    const names = [...(await recording.tracing.readMetrics()).keys()];
    expect(names.filter((name) => name.includes('per_output_chunk'))).toEqual([]);
  });
});
