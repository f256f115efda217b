import Anthropic from '@anthropic-ai/sdk';

const parameters = {
  model: 'claude-haiku-4-5',
  max_tokens: 64,
  messages: [{ role: 'user', content: 'A haiku about tokens.' }],
};

/** Makes one streamed call, and one that the provider refuses. */
export async function makeCalls() {
  const client = new Anthropic({ maxRetries: 0 });
  for await (const event of await client.messages.create({ ...parameters, stream: true })) void event;
  await client.messages.create({ ...parameters, model: 'refused' }).catch(() => {});
}
