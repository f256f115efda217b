/* A program one of whose dependencies brings an old version of the SDK. */
import Newer from '@anthropic-ai/sdk';
import Older from 'anthropic-0-36';
import { greet } from './greet.cjs';

for (const Client of [Newer, Older]) {
  await greet(new Client({ baseURL: process.env['PROVIDER_URL'], apiKey: 'sk-ant-test-key' }));
}
