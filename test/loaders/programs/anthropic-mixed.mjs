/* A program whose dependencies load the SDK in both forms: two copies of every class. */
import { createRequire } from 'node:module';
import Imported from '@anthropic-ai/sdk';
import { greet } from './greet.cjs';

const Required = createRequire(import.meta.url)('@anthropic-ai/sdk');
if (Required === Imported) throw new Error('there is only one copy');
for (const Client of [Imported, Required]) {
  await greet(new Client({ baseURL: process.env['PROVIDER_URL'], apiKey: 'sk-ant-test-key' }));
}
