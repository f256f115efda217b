import {
  anthropicMessage,
  geminiAnswer,
  openAIChat,
  respondLikeAnthropic,
  respondLikeGoogle,
  respondLikeOpenAI,
  startFakeProvider,
} from '@tokenspan/fake-provider';
import type { FakeProvider, Responder } from '@tokenspan/fake-provider';
import { startOtlpReceiver } from '@tokenspan/otlp-receiver';
import type { FlatSpan, OtlpReceiver } from '@tokenspan/otlp-receiver';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { installConsumer, packAll, reachesRegistry } from './consumer.ts';
import type { Consumer, PackageManager, PackedPackages } from './consumer.ts';
import { openTelemetryLines } from './opentelemetry-lines.ts';
import type { OpenTelemetryLine } from './opentelemetry-lines.ts';
import { listPackages } from './packages.ts';

const isReachable = await reachesRegistry();
if (!isReachable)
  console.log('installs from packed tarballs: skipped, the package registry cannot be reached');

const managers: PackageManager[] = ['npm', 'pnpm'];
const cases = openTelemetryLines.flatMap((line) =>
  managers.map((manager) => [manager, line.name, line] as const),
);

const message = anthropicMessage({
  model: 'claude-haiku-4-5-20251001',
  blocks: ['Seven small pieces,\neach a word or half of one:\nthe bill counts them all.'],
  usage: { input_tokens: 14, cache_read_input_tokens: 1024, output_tokens: 23 },
});

const respondAsAnthropic = respondLikeAnthropic(message);
const respondAsOpenAI = respondLikeOpenAI(
  openAIChat({
    model: 'gpt-4.1-mini-2025-04-14',
    usage: { prompt_tokens: 13, completion_tokens: 19, prompt_tokens_details: { cached_tokens: 8 } },
  }),
);
const respondAsGoogle = respondLikeGoogle(
  geminiAnswer({ usage: { promptTokenCount: 7, candidatesTokenCount: 20, thoughtsTokenCount: 30 } }),
);

const respond: Responder = (request) => {
  if (request.path.endsWith('/messages')) return respondAsAnthropic(request);
  return (request.path.endsWith('/completions') ? respondAsOpenAI : respondAsGoogle)(request);
};

describe.skipIf(!isReachable)('installs from packed tarballs', () => {
  let packed: PackedPackages;
  let provider: FakeProvider;
  let receiver: OtlpReceiver;

  beforeAll(async () => {
    [packed, provider, receiver] = await Promise.all([
      packAll(),
      startFakeProvider({ replyWith: respond }),
      startOtlpReceiver(),
    ]);
  });

  beforeEach(() => receiver.clear());

  afterAll(async () => {
    packed?.[Symbol.dispose]();
    await Promise.all([provider?.close(), receiver?.close()]);
  });

  describe.each(cases)(
    'with %s beside OpenTelemetry %s',
    (manager: PackageManager, _name: string, line: OpenTelemetryLine) => {
      let consumer: Consumer;

      beforeAll(async () => {
        consumer = await installConsumer(packed, line, manager);
      });

      afterAll(() => consumer?.[Symbol.dispose]());

      /** Runs a program of an example with its loader flag and returns its spans. */
      async function runExample(example: string, extension: 'mjs' | 'cjs'): Promise<FlatSpan[]> {
        const flag = extension === 'mjs' ? '--import' : '--require';
        const { stdout, stderr } = await consumer.run(
          [flag, `./${example}/register${line.suffix}.${extension}`, `${example}/app.${extension}`],
          {
            ANTHROPIC_API_KEY: 'not-a-key',
            ANTHROPIC_BASE_URL: provider.url,
            GEMINI_API_KEY: 'not-a-key',
            GOOGLE_GEMINI_BASE_URL: provider.url,
            OPENAI_API_KEY: 'not-a-key',
            OPENAI_BASE_URL: `${provider.url}/v1`,
            OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
            OTEL_SERVICE_NAME: 'haiku',
          },
        );
        expect(stderr).toBe('');
        expect(stdout).toContain('each a word or half of one');
        // The program has ended, and it exports before it ends: nothing more will come.
        const spans = receiver.spans();
        expect(new Set(spans.map((span) => span.resource['service.name']))).toEqual(new Set(['haiku']));
        return spans.toSorted((left, right) => Number(left.startNanoseconds - right.startNanoseconds));
      }

      const claude = {
        name: 'chat claude-haiku-4-5',
        attributes: {
          'gen_ai.provider.name': 'anthropic',
          'gen_ai.response.model': 'claude-haiku-4-5-20251001',
          'gen_ai.response.finish_reasons': ['stop'],
          'gen_ai.usage.input_tokens': 1038,
          'gen_ai.usage.cache_read.input_tokens': 1024,
          'gen_ai.usage.output_tokens': 23,
          'tokenspan.stream.outcome': 'completed',
        },
      };
      const gpt = {
        name: 'chat gpt-4.1-mini',
        attributes: {
          'gen_ai.provider.name': 'openai',
          'gen_ai.response.model': 'gpt-4.1-mini-2025-04-14',
          'gen_ai.response.finish_reasons': ['stop'],
          'gen_ai.usage.input_tokens': 13,
          'gen_ai.usage.cache_read.input_tokens': 8,
          'gen_ai.usage.output_tokens': 19,
          'tokenspan.stream.outcome': 'completed',
        },
      };
      const gemini = {
        name: 'generate_content gemini-2.5-flash',
        attributes: {
          'gen_ai.provider.name': 'gcp.gemini',
          'gen_ai.response.model': 'gemini-2.5-flash',
          'gen_ai.response.finish_reasons': ['stop'],
          'gen_ai.usage.input_tokens': 7,
          'gen_ai.usage.output_tokens': 50,
          'gen_ai.usage.reasoning.output_tokens': 30,
          'tokenspan.stream.outcome': 'completed',
        },
      };

      it('has no peer conflict', () => {
        expect(consumer.output).not.toMatch(/peer|ERESOLVE|conflict/i);
      });

      it.each(['cjs', 'mjs'] as const)('traces a program (%s) with the twenty lines', async (extension) => {
        const spans = await runExample('register', extension);
        expect(spans).toHaveLength(1);
        expect(spans).toMatchObject([claude]);
      });

      it.each(['cjs', 'mjs'] as const)('traces a program (%s) that asks all providers', async (extension) => {
        const spans = await runExample('all-providers', extension);
        expect(spans).toHaveLength(3);
        expect(spans).toMatchObject([claude, gpt, gemini]);
        // A CommonJS program cannot wait for the price list before its first call.
        if (extension === 'mjs') {
          const costs = spans.map(({ attributes }) => attributes['tokenspan.cost.amount']);
          // USD per million tokens: 1, 0.1 cached and 5; 0.4, 0.1 cached and 1.6; 0.3 and 2.5.
          expect(costs).toEqual([0.000_231_4, 0.000_033_2, 0.000_127_1]);
        }
      });

      it('passes tsc with module nodenext and the types of all dependencies checked', async () => {
        const { stdout } = await consumer.run(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']);
        expect(stdout).toBe('');
      });

      it.each(listPackages())('loads $name with require and with import', async ({ name, folder }) => {
        const built: object = await import(`${folder}/dist/index.js`);
        const print = 'console.log(JSON.stringify(Object.keys(loaded).sort()))';
        const [required, imported] = await Promise.all([
          consumer.run(['-e', `const loaded = require('${name}'); ${print}`]),
          consumer.run(['--input-type=module', '-e', `import * as loaded from '${name}'; ${print}`]),
        ]);
        const names = Object.keys(built).toSorted();
        expect(JSON.parse(imported.stdout)).toEqual(names);
        expect(JSON.parse(required.stdout)).toEqual(names);
      });
    },
  );
});
