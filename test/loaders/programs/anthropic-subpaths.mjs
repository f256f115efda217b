/* A program that never loads the root of the package. */
import { Anthropic } from '@anthropic-ai/sdk/client';
import { Messages } from '@anthropic-ai/sdk/resources/messages';
import { greet } from './greet.cjs';

const client = new Anthropic({ baseURL: process.env['PROVIDER_URL'], apiKey: 'sk-ant-test-key' });
if (!(client.messages instanceof Messages)) throw new Error('there are two copies');
await greet(client);
