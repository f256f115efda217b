const OpenAI = require('openai');

async function main() {
  const client = new OpenAI({ baseURL: `${process.env['PROVIDER_URL']}/v1`, apiKey: 'sk-test-key' });
  const stream = await client.chat.completions.create({
    model: 'gpt-5-mini',
    messages: [{ role: 'user', content: 'Greet the world.' }],
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = '';
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
  console.log(JSON.stringify({ text }));
}

void main();
