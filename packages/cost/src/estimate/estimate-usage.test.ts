import type { Request, Response } from '@tokenspan/streams';
import { expect, test } from 'vitest';
import { estimateTokens } from './estimate-usage.ts';
import { familyFactors, findFamily } from './families.ts';

const request: Request = {
  operation: 'chat',
  provider: 'acme',
  model: 'acme-1',
  stream: true,
  inputBytes: 4000,
};
const response: Response = { finishReasons: ['stop'], outputBytes: 401 };

test('what is missing is estimated, what was reported is not', () => {
  expect(estimateTokens(request, response)).toEqual({ inputTokens: 1000, outputTokens: 101 });
  expect(estimateTokens(request, { ...response, usage: { inputTokens: 7 } })).toEqual({ outputTokens: 101 });
  expect(
    estimateTokens(request, { ...response, usage: { inputTokens: 7, outputTokens: 0 } }),
  ).toBeUndefined();
});

test('embeddings write nothing; a call that nobody read used its input', () => {
  expect(estimateTokens({ ...request, operation: 'embeddings' }, response)).toEqual({ inputTokens: 1000 });
  expect(estimateTokens(request, undefined)).toEqual({ inputTokens: 1000 });
});

test('the factor is that of the family of the model that answered', () => {
  const { inputTokens } = estimateTokens(request, { ...response, model: 'claude-sonnet-4-5' }) ?? {};
  expect(inputTokens).toBe(Math.ceil(1000 * familyFactors.claude.input));
});

test.each([
  ['claude-sonnet-4-5', 'claude'],
  ['us.anthropic.claude-opus-4-1-v1:0', 'claude'],
  ['gpt-4o-mini', 'gpt'],
  ['ft:gpt-4o:acme', 'gpt'],
  ['openai/o3-mini', 'gpt'],
  ['gemini-2.5-flash', 'gemini'],
  ['mistral-large', 'other'],
  [undefined, 'other'],
])('%s is of the family %s', (model, family) => {
  expect(findFamily(model)).toBe(family);
});

test('a tokenizer counts the text that was kept, for the models it is made for', () => {
  const tokenizer = { count: (text: string) => text.length };
  const output = [{ role: 'assistant', parts: [{ type: 'text' as const, text: 'twelve chars' }] }];
  const kept = { ...response, output };
  expect(estimateTokens({ ...request, model: 'gpt-4o' }, kept, tokenizer)?.outputTokens).toBe(12);
  expect(estimateTokens(request, kept, tokenizer)?.outputTokens).toBe(101);
  const content = () => ({ messages: [{ role: 'user', parts: [{ type: 'text' as const, text: 'hi' }] }] });
  expect(estimateTokens({ ...request, model: 'gpt-4o', content }, kept, tokenizer)?.inputTokens).toBe(2);
  expect(
    estimateTokens({ ...request, model: 'gpt-4o' }, kept, { count: () => undefined })?.outputTokens,
  ).toBeGreaterThan(90);
});
