import { GoogleGenAI } from '@google/genai';

async function main() {
  const client = new GoogleGenAI({
    apiKey: 'test-key',
    httpOptions: { baseUrl: String(process.env['PROVIDER_URL']) },
  });
  const stream = await client.models.generateContentStream({
    model: 'gemini-2.5-flash',
    contents: 'Greet the world.',
  });
  let text = '';
  for await (const chunk of stream) text += chunk.text ?? '';
  console.log(JSON.stringify({ text }));
}

await main();
