const { AnthropicBedrock } = require('@anthropic-ai/bedrock-sdk');
const { greet } = require('./greet.cjs');

void greet(
  new AnthropicBedrock({ baseURL: process.env['PROVIDER_URL'], apiKey: 'fake', awsRegion: 'us-east-1' }),
);
