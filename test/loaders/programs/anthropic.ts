import Anthropic from '@anthropic-ai/sdk';

async function main(): Promise<void> {
  const client = new Anthropic({ baseURL: process.env['PROVIDER_URL'], apiKey: 'sk-ant-test-key' });
  const stream = await client.messages.create({
    model: 'claude-haiku-4-5',
    max_tokens: 64,
    messages: [{ role: 'user', content: 'Greet the world.' }],
    stream: true,
  });
  let text: string = '';
  for await (const event of stream) {
    if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') text += event.delta.text;
  }
  console.log(JSON.stringify({ text }));
}

void main();
