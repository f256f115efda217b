import Anthropic from '@anthropic-ai/sdk';

const stream = await new Anthropic().messages.create({
  model: 'claude-haiku-4-5',
  max_tokens: 256,
  messages: [{ role: 'user', content: 'Write a haiku about tokens.' }],
  stream: true,
});
for await (const event of stream) {
  if (event.type === 'content_block_delta' && event.delta.type === 'text_delta')
    process.stdout.write(event.delta.text);
}
process.stdout.write('\n');
