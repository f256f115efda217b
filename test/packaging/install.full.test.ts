import { anthropicMessage, respondLikeAnthropic, startFakeProvider } from '@tokenspan/fake-provider';
import type { FakeProvider } from '@tokenspan/fake-provider';
import { startOtlpReceiver } from '@tokenspan/otlp-receiver';
import type { OtlpReceiver } from '@tokenspan/otlp-receiver';
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

describe.skipIf(!isReachable)('installs from packed tarballs', () => {
  let packed: PackedPackages;
  let provider: FakeProvider;
  let receiver: OtlpReceiver;

  beforeAll(async () => {
    [packed, provider, receiver] = await Promise.all([
      packAll(),
      startFakeProvider({ replyWith: respondLikeAnthropic(message) }),
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

      /** Runs one of the two programs with one of the two loader flags and returns the attributes of its only span. */
      async function runExample(flag: '--import' | '--require', extension: 'mjs' | 'cjs'): Promise<object> {
        const { stdout, stderr } = await consumer.run(
          [flag, `./register${line.suffix}.${extension}`, `app.${extension}`],
          {
            ANTHROPIC_API_KEY: 'not-a-key',
            ANTHROPIC_BASE_URL: provider.url,
            OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
            OTEL_SERVICE_NAME: 'haiku',
          },
        );
        expect(stderr).toBe('');
        expect(stdout).toContain('each a word or half of one');
        // The program has ended, and it exports before it ends: nothing more will come.
        const spans = receiver.spans();
        expect(spans.map((span) => [span.name, span.resource['service.name']])).toEqual([
          ['chat claude-haiku-4-5', 'haiku'],
        ]);
        return spans[0]!.attributes;
      }

      const expected = {
        'gen_ai.provider.name': 'anthropic',
        'gen_ai.response.model': 'claude-haiku-4-5-20251001',
        'gen_ai.response.finish_reasons': ['stop'],
        'gen_ai.usage.input_tokens': 1038,
        'gen_ai.usage.cache_read.input_tokens': 1024,
        'gen_ai.usage.output_tokens': 23,
        'tokenspan.stream.outcome': 'completed',
      };

      it('has no peer conflict', () => {
        expect(consumer.output).not.toMatch(/peer|ERESOLVE|conflict/i);
      });

      it('traces a CommonJS program', async () => {
        expect(await runExample('--require', 'cjs')).toMatchObject(expected);
      });

      it('traces an ES module program', async () => {
        expect(await runExample('--import', 'mjs')).toMatchObject(expected);
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
