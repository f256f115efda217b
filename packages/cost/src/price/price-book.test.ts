import { diag, DiagLogLevel } from '@opentelemetry/api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { forgetWarnings } from '../warn-once.ts';
import { OPENAI_LONG_CONTEXT, overlayFactors, overlayModels } from './overlay-data.ts';
import { PriceBook } from './price-book.ts';
import type { Price, PriceSource } from './price.ts';

const time = new Date('2026-11-01T00:00:00Z');

function listOf(prices: Record<string, number>): PriceSource {
  return {
    find: ({ model }): Price | undefined =>
      Object.hasOwn(prices, model)
        ? { id: model, source: 'test', rates: { input: prices[model]! } }
        : undefined,
  };
}

function readInput(book: PriceBook, model: string, provider = 'acme'): unknown {
  return book.find({ provider, model, time })?.rates.input;
}

describe('what is registered', () => {
  test('comes before the list, for the model and its snapshots only', () => {
    const book = new PriceBook(listOf({ o3: 1, 'o3-mini': 2 }));
    book.registerModel('o3', { input: 7, output: 8 });
    expect(readInput(book, 'o3')).toBe(7);
    expect(readInput(book, 'o3-2025-04-16')).toBe(7);
    expect(readInput(book, 'o3-mini')).toBe(2);
    expect(book.find({ provider: 'acme', model: 'o3', time })).toMatchObject({
      id: 'o3',
      source: 'registered',
    });
  });

  test('may hold for one provider only, or for all models below a prefix', () => {
    const book = new PriceBook(listOf({}));
    book.registerModel('openai/house-model', { input: 1 });
    book.registerModel('gateway/', { input: 2 }, { date: '2026-10-01' });
    expect(readInput(book, 'house-model', 'openai')).toBe(1);
    expect(readInput(book, 'house-model', 'anthropic')).toBeUndefined();
    expect(readInput(book, 'gateway/anything')).toBe(2);
    expect(book.find({ provider: 'acme', model: 'gateway/x', time })?.date).toBe('2026-10-01');
    expect(book.listModels()).toEqual(['openai/house-model', 'gateway/']);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, '3'])('a rate of %s is refused by name', (rate) => {
    const book = new PriceBook(listOf({}));
    const rates = { input: 1, output: rate as number };
    expect(() => book.registerModel('m', rates)).toThrow(
      new TypeError(`registerModel("m"): rate "output" must be a number, 0 or more, not ${String(rate)}`),
    );
    expect(() => book.withFallback(rates)).toThrow(/withFallback: rate "output"/);
    expect(book.hasModel('m')).toBe(false);
  });

  test('a step that is negative, and a rate of an unknown name, are refused', () => {
    const book = new PriceBook(listOf({}));
    const steps = { base: 1, steps: [{ above: 10, rate: -2 }] };
    expect(() => book.registerModel('m', { input: steps })).toThrow(
      /rate "input".steps.rate must be a number/,
    );
    expect(() => book.registerModel('m', { inputs: 1 } as object)).toThrow(
      /has no rate "inputs"; accepted: input, output/,
    );
    expect(() => book.registerModel(' ', { input: 1 })).toThrow(TypeError);
  });
});

test('a fallback is for models that nobody knows, and for the book that was made with it', () => {
  const book = new PriceBook(listOf({ known: 1 }));
  const generous = book.withFallback({ input: 9 });
  book.registerModel('later', { input: 3 });
  expect([
    readInput(generous, 'known'),
    readInput(generous, 'later'),
    readInput(generous, 'unknown'),
  ]).toEqual([1, 3, 9]);
  expect(readInput(book, 'unknown')).toBeUndefined();
  expect(generous.hasModel('unknown')).toBe(false);
});

test('the name that was asked for counts where the one that answered is unknown, before any fallback', () => {
  const book = new PriceBook(listOf({ asked: 1 })).withFallback({ input: 9 });
  expect(book.find({ provider: 'acme', model: 'answered', askedModel: 'asked', time })?.rates.input).toBe(1);
});

test.each(['ollama/llama3:8b', 'local/any', 'llama.cpp/any'])('%s is free', (model) => {
  expect(new PriceBook(listOf({})).find({ provider: 'openai', model, time })).toEqual({
    id: 'local',
    source: 'local',
    rates: { input: 0, output: 0 },
  });
});

describe('a list that does not load', () => {
  const heard: string[] = [];
  beforeEach(() => {
    forgetWarnings();
    heard.length = 0;
    const keep = (message: string): void => void heard.push(message);
    diag.setLogger({ error: keep, warn: keep, info() {}, debug() {}, verbose() {} }, DiagLogLevel.WARN);
    heard.length = 0;
  });
  afterEach(() => diag.disable());

  test('knows no model, warns once and rejects nothing', async () => {
    const book = new PriceBook({ load: () => Promise.reject(new Error('no file')), find: () => undefined });
    expect(book.loaded).toBe(false);
    await Promise.all([book.load(), book.withFallback({ input: 1 }).load()]);
    expect(book.loaded).toBe(true);
    expect(heard).toEqual([
      'tokenspan: the price list could not be loaded, so that calls have no cost: Error: no file',
    ]);
  });
});

test('every entry of the overlay says where and when it was read, and is no rate that would be refused', () => {
  for (const { url, date } of [...overlayModels, ...overlayFactors, OPENAI_LONG_CONTEXT]) {
    expect(url).toMatch(/^https:\/\//);
    expect(date).toMatch(/^2026-\d{2}-\d{2}$/);
  }
  for (const { rates } of overlayModels)
    expect(() => new PriceBook(listOf({})).registerModel('m', rates)).not.toThrow();
});

test('the bundled list says which day it is of, and which entry was in force', async () => {
  const book = new PriceBook();
  expect(book.loaded).toBe(false);
  await book.load();
  expect(book.find({ provider: 'openai', model: 'o3', time })).toMatchObject({
    id: 'openai/o3@2025-06-10',
    source: 'genai-prices',
    date: '2026-09-23',
  });
  expect(book.find({ provider: 'openai', model: 'gpt-5.1', time, serviceTier: 'flex' })?.id).toBe(
    'openai/gpt-5.1+flex',
  );
});
