import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  anthropicMessage,
  bedrockReply,
  respondLikeAnthropic,
  startFakeProvider,
} from '@tokenspan/fake-provider';
import type { Responder } from '@tokenspan/fake-provider';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { withoutNotices } from './load-program.ts';
import { makeProgramFolder } from './program-folder.ts';
import type { ProgramFolder, ProgramResult } from './program-folder.ts';
import { greeting } from './sdk-versions.ts';

const answer = anthropicMessage({ blocks: [greeting] });
const newest = { '@anthropic-ai/sdk': '@anthropic-ai/sdk' };
const expectedSpan = { name: 'chat claude-haiku-4-5', scope: '@tokenspan/instrumentation-anthropic' };

const registrations = {
  'synchronous hooks': ['--import', './register-sync.mjs'],
  'hooks in a thread of their own': ['--import', './register-async.mjs'],
};

async function run(
  folder: ProgramFolder,
  args: readonly string[],
  respond: Responder = respondLikeAnthropic(answer),
): Promise<ProgramResult> {
  await using provider = await startFakeProvider({ replyWith: respond });
  const result = await folder.run(args, { PROVIDER_URL: provider.url });
  return result;
}

/** Asserts that a program greeted so often, each time with one span, and noticed nothing. */
function expectGreetings({ stderr, lines, spans }: ProgramResult, count: number): void {
  expect(withoutNotices(stderr)).toBe('');
  expect(lines).toHaveLength(count);
  expect(spans).toHaveLength(count);
  for (const line of lines) expect(line).toEqual({ text: greeting });
  for (const span of spans) {
    expect(span).toMatchObject(expectedSpan);
    expect(span.attributes['tokenspan.stream.outcome']).toBe('completed');
  }
}

describe.each(Object.entries(registrations))('with %s', (_name, flags) => {
  it('traces the ES module and the CommonJS copy of one SDK in one process', async () => {
    using folder = makeProgramFolder(newest);
    expectGreetings(await run(folder, [...flags, 'anthropic-mixed.mjs']), 2);
  });

  it('traces an old and a new version in one process', async () => {
    using folder = makeProgramFolder({ ...newest, 'anthropic-0-36': 'anthropic-0-36' });
    expectGreetings(await run(folder, [...flags, 'anthropic-copies.mjs']), 2);
  });

  it.each(['anthropic-0-80', 'anthropic-0-137', '@anthropic-ai/sdk'])(
    'traces a program that imports subpaths only: %s',
    async (version) => {
      using folder = makeProgramFolder({ '@anthropic-ai/sdk': version });
      expectGreetings(await run(folder, [...flags, 'anthropic-subpaths.mjs']), 1);
    },
  );

  it('traces the client of the Bedrock package', async () => {
    using folder = makeProgramFolder({ '@anthropic-ai/bedrock-sdk': '@anthropic-ai/bedrock-sdk' });
    const result = await run(folder, [...flags, 'bedrock.mjs'], () => bedrockReply(answer));
    expectGreetings(result, 1);
    expect(result.spans[0]?.attributes['gen_ai.provider.name']).toBe('aws.bedrock');
  });
});

describe('with --require', () => {
  it('traces a program that requires subpaths only', async () => {
    using folder = makeProgramFolder(newest);
    expectGreetings(await run(folder, ['--require', './register.cjs', 'anthropic-subpaths.cjs']), 1);
  });

  it('traces the client of the Bedrock package', async () => {
    using folder = makeProgramFolder({ '@anthropic-ai/bedrock-sdk': '@anthropic-ai/bedrock-sdk' });
    const args = ['--require', './register.cjs', 'bedrock.cjs'];
    expectGreetings(await run(folder, args, () => bedrockReply(answer)), 1);
  });
});

describe('in a bundle, which no loader hook reaches', () => {
  it.each(['cjs', 'esm'] as const)('instrument() traces the calls: %s', async (format) => {
    using folder = makeProgramFolder(newest);
    const outfile = join(folder.path, 'bundle', format === 'cjs' ? 'program.cjs' : 'program.mjs');
    await build({
      entryPoints: [join(folder.path, 'bundled.mjs')],
      outfile,
      bundle: true,
      format,
      platform: 'node',
      target: 'node22',
      logLevel: 'error',
      // What CommonJS modules require of Node itself has no meaning in an ES module.
      ...(format === 'esm' && {
        banner: {
          js: "import { createRequire as create } from 'node:module'; const require = create(import.meta.url);",
        },
      }),
    });
    expectGreetings(await run(folder, [outfile]), 1);
  });
});

/** A version that nobody supports yet, with the files and the classes of the real one. */
function writeUnsupported(folder: ProgramFolder): void {
  const root = join(folder.path, 'node_modules/@anthropic-ai/sdk');
  const files = {
    'package.json': JSON.stringify({
      name: '@anthropic-ai/sdk',
      version: '3.0.0',
      main: './index.js',
      exports: { '.': { require: './index.js', default: './index.mjs' } },
    }),
    'index.js': `const { Messages } = require('./resources/messages/messages.js');
      const beta = require('./resources/beta/messages/messages.js');
      module.exports = class Anthropic {
        messages = new Messages();
        beta = { messages: new beta.Messages() };
      };`,
    'index.mjs': `import { Messages } from './resources/messages/messages.mjs';
      import * as beta from './resources/beta/messages/messages.mjs';
      export default class Anthropic {
        messages = new Messages();
        beta = { messages: new beta.Messages() };
      }`,
  };
  const body = `{
    async create() {
      return [{ type: 'content_block_delta', delta: { type: 'text_delta', text: ${JSON.stringify(greeting)} } }];
    }
    stream() {}
  }`;
  mkdirSync(join(root, 'resources/messages'), { recursive: true });
  mkdirSync(join(root, 'resources/beta/messages'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  for (const path of ['resources/messages/messages', 'resources/beta/messages/messages']) {
    writeFileSync(join(root, `${path}.js`), `exports.Messages = class Messages ${body};`);
    writeFileSync(join(root, `${path}.mjs`), `export class Messages ${body}`);
  }
}

describe('a version outside the range', () => {
  const warning =
    '@tokenspan/instrumentation-anthropic supports @anthropic-ai/sdk >=0.36.0 <2, not 3.0.0: calls of this copy are not traced';

  it.each([
    ['CommonJS', ['--require', './register.cjs', 'anthropic.cjs']],
    ['ES module', ['--import', './register-sync.mjs', 'anthropic.mjs']],
    ['ES module, hooks in a thread of their own', ['--import', './register-async.mjs', 'anthropic.mjs']],
    ['both in one process', ['--import', './register-sync.mjs', 'anthropic-mixed.mjs']],
  ])('gives one warning that names version and range, no span, and the answer: %s', async (_name, args) => {
    using folder = makeProgramFolder({});
    writeUnsupported(folder);
    const { stderr, lines, spans } = await run(folder, args);
    expect(withoutNotices(stderr)).toBe(warning);
    expect(lines[0]).toEqual({ text: greeting });
    expect(spans).toEqual([]);
  });
});
