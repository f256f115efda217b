import { expect, test } from 'vitest';
import { findLongestMatch, matchesModel, normalizeModel } from './match-model.ts';

test.each([
  ['o3', 'o3', true],
  ['o3', 'o3-2025-04-16', true],
  ['o3', 'o3-mini', false],
  ['o3', 'o3-pro', false],
  ['o3', 'o3000', false],
  ['o3-mini', 'o3', false],
  ['gpt', 'gpt-4o', false],
  ['gpt-4o', 'gpt-4o-mini', false],
  ['gpt-4o', 'gpt-4o-latest', true],
  ['gpt-4', 'gpt-4-0613', true],
  ['gpt-4', 'gpt-4.1', false],
  ['claude-sonnet-4-5', 'claude-sonnet-4-5-20250929', true],
  ['claude-sonnet-4-5', 'claude-sonnet-4-5@20250929', true],
  ['claude-sonnet-4-5', 'claude-sonnet-4-5-20250929-v1:0', true],
  ['claude-sonnet-4', 'claude-sonnet-4-5', false],
  ['gemini-2.5-flash', 'gemini-2.5-flash-preview-09-2025', true],
  ['gemini-2.5-flash', 'gemini-2.5-flash-lite', false],
  ['acme/', 'acme/any-model', true],
  ['acme/', 'acme', false],
])('%s means %s: %s', (name, model, expected) => {
  expect(matchesModel(name, model)).toBe(expected);
});

test('the longest name wins, wherever it stands', () => {
  expect(findLongestMatch(['ft:gpt-4o', 'acme/', 'acme/big'], 'acme/big-2026-01-31')).toBe('acme/big');
  expect(findLongestMatch(['acme/big', 'acme/'], 'acme/small')).toBe('acme/');
  expect(findLongestMatch(['o3'], 'o3-mini')).toBeUndefined();
});

test('names are read as price lists write them', () => {
  expect(normalizeModel('models/Gemini-2.5-Pro')).toBe('gemini-2.5-pro');
  expect(normalizeModel('publishers/google/models/gemini-2.5-pro')).toBe('gemini-2.5-pro');
  expect(normalizeModel('ft:gpt-4.1-mini-2025-04-14:acme::BKhcZJ1k')).toBe('ft:gpt-4.1-mini-2025-04-14');
});
