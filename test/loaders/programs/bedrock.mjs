import { AnthropicBedrock } from '@anthropic-ai/bedrock-sdk';
import { greet } from './greet.cjs';

await greet(
  new AnthropicBedrock({ baseURL: process.env['PROVIDER_URL'], apiKey: 'fake', awsRegion: 'us-east-1' }),
);
