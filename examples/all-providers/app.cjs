const Anthropic = require('@anthropic-ai/sdk').default;
const { GoogleGenAI } = require('@google/genai');
const OpenAI = require('openai').default;

const question = 'Write a haiku about tokens.';

async function main() {
  const message = await new Anthropic().messages.create({
    model: 'claude-haiku-4-5',
    max_tokens: 256,
    messages: [{ role: 'user', content: question }],
    stream: true,
  });
  for await (const event of message) {
    if (event.type === 'content_block_delta' && event.delta.type === 'text_delta')
      process.stdout.write(event.delta.text);
  }

  const chat = await new OpenAI().chat.completions.create({
    model: 'gpt-4.1-mini',
    messages: [{ role: 'user', content: question }],
    stream: true,
    stream_options: { include_usage: true },
  });
  for await (const chunk of chat) process.stdout.write(chunk.choices[0]?.delta.content ?? '');

  const content = await new GoogleGenAI({}).models.generateContentStream({
    model: 'gemini-2.5-flash',
    contents: question,
  });
  for await (const chunk of content) process.stdout.write(chunk.text ?? '');
  process.stdout.write('\n');
}

void main();
