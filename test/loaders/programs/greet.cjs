/* Makes one streamed call with a client of @anthropic-ai/sdk, or of a package that is built on it, and prints the answer. */
exports.greet = async function greet(client) {
  const stream = await client.messages.create({
    model: 'claude-haiku-4-5',
    max_tokens: 64,
    messages: [{ role: 'user', content: 'Greet the world.' }],
    stream: true,
  });
  let text = '';
  for await (const event of stream) {
    if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') text += event.delta.text;
  }
  console.log(JSON.stringify({ text }));
};
