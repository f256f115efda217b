import { readFileSync } from 'node:fs';
import { GoogleGenAI, Models } from '@google/genai';
import { describe, expect, it } from 'vitest';
import { GoogleGenAIInstrumentation } from './instrumentation.ts';
import { PACKAGE_NAME, PACKAGE_VERSION } from './version.ts';

/** Every property of the classes that may be patched, as it stands. */
function readClasses(): unknown[] {
  return [Models.prototype, GoogleGenAI.prototype].map((prototype) =>
    Object.getOwnPropertyDescriptors(prototype),
  );
}

describe('GoogleGenAIInstrumentation', () => {
  it('names itself as its package does', () => {
    const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as object;
    expect(manifest).toMatchObject({ name: PACKAGE_NAME, version: PACKAGE_VERSION });
  });

  it('refuses a wrong option at construction', () => {
    expect(() => new GoogleGenAIInstrumentation({ enabled: 'no' as never })).toThrow(TypeError);
  });

  it('refuses to instrument what is no client of the SDK', () => {
    const instrumentation = new GoogleGenAIInstrumentation();
    const message = 'GoogleGenAIInstrumentation.instrument takes a client class of @google/genai or a client';
    expect(() => instrumentation.instrument({})).toThrow(message);
    expect(() => instrumentation.instrument(URL)).toThrow(message);
  });

  it.each([
    ['the class', () => GoogleGenAI],
    ['a client', () => new GoogleGenAI({ apiKey: 'test' })],
    ['the class of models', () => Models],
  ])('instruments by %s and leaves the classes as they were', (_name, target) => {
    const instrumentation = new GoogleGenAIInstrumentation();
    const before = readClasses();
    instrumentation.instrument(target());
    expect(readClasses()).not.toEqual(before);
    instrumentation.disable();
    expect(readClasses()).toEqual(before);
  });

  it('starts switched off when told so', () => {
    const instrumentation = new GoogleGenAIInstrumentation({ enabled: false });
    const before = readClasses();
    instrumentation.instrument(GoogleGenAI);
    expect(readClasses()).toEqual(before);
  });

  it('leaves the shape of a client as it is', () => {
    const control = new GoogleGenAI({ apiKey: 'test' }).models;
    const instrumentation = new GoogleGenAIInstrumentation();
    instrumentation.instrument(GoogleGenAI);
    const { models } = new GoogleGenAI({ apiKey: 'test' });
    instrumentation.disable();
    const describeMembers = (object: object): unknown[] =>
      Object.entries(Object.getOwnPropertyDescriptors(object)).map(([name, { value, ...flags }]) => [
        name,
        flags,
        typeof value === 'function' && [(value as () => void).name, (value as () => void).length],
      ]);
    expect(describeMembers(models)).toEqual(describeMembers(control));
  });
});
