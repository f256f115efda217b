/* A program that never loads the root of the package. */
const { Anthropic } = require('@anthropic-ai/sdk/client');
const { Messages } = require('@anthropic-ai/sdk/resources/messages');
const { greet } = require('./greet.cjs');

const client = new Anthropic({ baseURL: process.env['PROVIDER_URL'], apiKey: 'sk-ant-test-key' });
if (!(client.messages instanceof Messages)) throw new Error('there are two copies');
void greet(client);
