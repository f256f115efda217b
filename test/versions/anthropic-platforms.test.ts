import { AnthropicBedrock, AnthropicBedrockMantle } from '@anthropic-ai/bedrock-sdk';
import Anthropic from '@anthropic-ai/sdk';
import { AnthropicVertex } from '@anthropic-ai/vertex-sdk';
import { bedrockReply, startFakeProvider } from '@tokenspan/fake-provider';
import type { FakeProvider, Script } from '@tokenspan/fake-provider';
import { AnthropicInstrumentation } from '@tokenspan/instrumentation-anthropic';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answer, expectedSpan, replies } from '../conformance/anthropic-fixture.ts';
import { startTracing } from '../support/tracing.ts';
import type { Tracing } from '../support/tracing.ts';

const parameters = {
  model: 'claude-sonnet-4-5',
  max_tokens: 1024,
  messages: [{ role: 'user' as const, content: 'Greet the world in JSON.' }],
};

type VertexAuthentication = NonNullable<
  NonNullable<ConstructorParameters<typeof AnthropicVertex>[0]>['authClient']
>;
const googleAuthentication = {
  projectId: 'my-project',
  getRequestHeaders: () => Promise.resolve(new Headers({ authorization: 'Bearer fake' })),
} as unknown as VertexAuthentication;

interface Platform {
  name: string;
  provider: string;
  scope: string;
  connect: (url: string) => Anthropic;
  plain: () => Script;
  stream: () => Script;
  stall: () => Script;
  paths: { plain: string; stream: string };
}

const platforms: Platform[] = [
  {
    name: 'AnthropicBedrock',
    provider: 'aws.bedrock',
    scope: 'com.anthropic.sdk.typescript.bedrock',
    connect: (url) =>
      new AnthropicBedrock({
        baseURL: url,
        awsRegion: 'us-east-1',
        awsAccessKey: 'AKIAFAKE',
        awsSecretKey: 'fake-secret',
      }) as unknown as Anthropic,
    plain: () => bedrockReply(answer, { stream: false }),
    stream: () => bedrockReply(answer),
    stall: () => bedrockReply(answer, { stallAfterEvents: 3 }),
    paths: {
      plain: '/model/claude-sonnet-4-5/invoke',
      stream: '/model/claude-sonnet-4-5/invoke-with-response-stream',
    },
  },
  {
    name: 'AnthropicVertex',
    provider: 'gcp.vertex_ai',
    scope: 'com.anthropic.sdk.typescript.vertex',
    connect: (url) =>
      new AnthropicVertex({
        baseURL: `${url}/v1`,
        region: 'us-east5',
        projectId: 'my-project',
        authClient: googleAuthentication,
      }) as unknown as Anthropic,
    plain: () => replies.plain(),
    stream: () => replies.stream(),
    stall: () => replies.stream('stall'),
    paths: {
      plain:
        '/v1/projects/my-project/locations/us-east5/publishers/anthropic/models/claude-sonnet-4-5:rawPredict',
      stream:
        '/v1/projects/my-project/locations/us-east5/publishers/anthropic/models/claude-sonnet-4-5:streamRawPredict',
    },
  },
];

let tracing: Tracing;
let server: FakeProvider;
let instrumentation: AnthropicInstrumentation;

beforeEach(async () => {
  tracing = startTracing();
  server = await startFakeProvider();
});
afterEach(async () => {
  instrumentation?.disable();
  await server.close();
  await tracing[Symbol.asyncDispose]();
});

describe.each(platforms)('$name', ({ provider, scope, connect, paths, ...wire }) => {
  function start(options: ConstructorParameters<typeof AnthropicInstrumentation>[0] = {}): Anthropic {
    instrumentation = new AnthropicInstrumentation(options);
    const client = connect(server.url);
    instrumentation.instrument(client);
    return client;
  }

  it('gives one span a call, with its provider and server, plain and streamed, also through the helpers', async () => {
    const client = start();
    server.reply(wire.plain(), wire.stream(), wire.stream(), wire.stream());
    const message = await client.messages.create(parameters);
    const types: string[] = [];
    for await (const event of await client.messages.create({ ...parameters, stream: true }))
      types.push(event.type);
    const final = await client.messages.stream(parameters).finalMessage();
    await client.beta.messages.stream(parameters).finalMessage();
    expect(types.at(-1)).toBe('message_stop');
    expect(final.content).toEqual(message.content);
    expect(server.requests.map((request) => request.path)).toEqual([
      paths.plain,
      paths.stream,
      paths.stream,
      paths.stream,
    ]);
    const spans = tracing.llmSpans();
    expect(spans.map((span) => span.instrumentationScope.name)).toEqual(
      Array(4).fill('@tokenspan/instrumentation-anthropic'),
    );
    for (const span of spans) {
      expect(span.name).toBe('chat claude-sonnet-4-5');
      expect(span.attributes).toMatchObject({
        ...expectedSpan.all,
        'gen_ai.provider.name': provider,
        'server.address': '127.0.0.1',
        'server.port': Number(new URL(server.url).port),
      });
    }
  });

  it('says cancelled of a stream that was left', async () => {
    const client = start();
    server.reply(wire.stall());
    for await (const event of await client.messages.create({ ...parameters, stream: true })) {
      if (event.type === 'content_block_start') break;
    }
    const [span] = await tracing.waitForLlmSpans(1);
    expect(span?.attributes).toMatchObject({
      ...expectedSpan.input,
      'tokenspan.stream.outcome': 'cancelled',
    });
    expect(await server.requests[0]?.closed).toBe('cancelled');
  });

  it("keeps the SDK's own span, of its own platform, when told so", async () => {
    const client = start({ nativeTracing: 'keep' });
    server.reply(wire.plain());
    await client.messages.create(parameters);
    expect(tracing.llmSpans().map((span) => span.instrumentationScope.name)).toEqual([scope]);
  });

  it('asks a guard before anything is sent', async () => {
    const refusal = new Error('no');
    const client = start({ hooks: [{ guard: () => Promise.reject(refusal) }] });
    await expect(client.messages.create(parameters)).rejects.toBe(refusal);
    expect(server.requests).toEqual([]);
  });
});

it("says the code of Bedrock's own exception in the stream", async () => {
  const client = platforms[0]!.connect(server.url);
  instrumentation = new AnthropicInstrumentation();
  instrumentation.instrument(client);
  const exception = { afterEvents: 3, type: 'throttlingException', message: 'Too many tokens' };
  server.reply(bedrockReply(answer, { exception }));
  const stream = await client.messages.create({ ...parameters, stream: true });
  const read = async (): Promise<void> => {
    for await (const event of stream) void event;
  };
  await expect(read()).rejects.toBeInstanceOf(Anthropic.APIError);
  const [span] = await tracing.waitForLlmSpans(1);
  expect(span?.attributes).toMatchObject({
    ...expectedSpan.input,
    'tokenspan.stream.outcome': 'failed',
    'error.type': 'throttlingException',
  });
});

it('knows the client of the Bedrock endpoint that speaks the Messages API', async () => {
  const client = new AnthropicBedrockMantle({ baseURL: server.url, awsRegion: 'us-east-1', apiKey: 'fake' });
  instrumentation = new AnthropicInstrumentation();
  instrumentation.instrument(client);
  server.reply(replies.stream());
  for await (const event of await client.messages.create({ ...parameters, stream: true })) void event;
  expect(tracing.llmSpans().map((span) => span.attributes['gen_ai.provider.name'])).toEqual(['aws.bedrock']);
});
