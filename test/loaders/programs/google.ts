import { GoogleGenAI } from '@google/genai';

async function main(): Promise<void> {
  const client = new GoogleGenAI({
    apiKey: 'test-key',
    httpOptions: { baseUrl: String(process.env['PROVIDER_URL']) },
  });
  const stream = await client.models.generateContentStream({
    model: 'gemini-2.5-flash',
    contents: 'Greet the world.',
  });
  let text: string = '';
  for await (const chunk of stream) text += chunk.text ?? '';
  console.log(JSON.stringify({ text }));
}

void main();
