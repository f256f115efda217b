import { readFileSync } from 'node:fs';
import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from 'vitest';
import { AnthropicInstrumentation } from './instrumentation.ts';
import { PACKAGE_NAME, PACKAGE_VERSION } from './version.ts';

describe('AnthropicInstrumentation', () => {
  it('names itself as its package does', () => {
    const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as object;
    expect(manifest).toMatchObject({ name: PACKAGE_NAME, version: PACKAGE_VERSION });
  });

  it('refuses a wrong option at construction', () => {
    expect(() => new AnthropicInstrumentation({ nativeTracing: 'both' as never })).toThrow(
      'AnthropicInstrumentation: option "nativeTracing" must be "replace", "keep", not "both"',
    );
    expect(() => new AnthropicInstrumentation({ enabled: 'no' as never })).toThrow(TypeError);
  });

  it('refuses to instrument what is no Anthropic client', () => {
    const instrumentation = new AnthropicInstrumentation();
    expect(() => instrumentation.instrument({})).toThrow(
      'AnthropicInstrumentation.instrument takes a client class of @anthropic-ai/sdk or a client',
    );
  });

  it('instruments the class of a client as well as a class', () => {
    const instrumentation = new AnthropicInstrumentation();
    const original = Anthropic.Messages.prototype.create;
    instrumentation.instrument(new Anthropic({ apiKey: 'sk-test' }));
    expect(Anthropic.Messages.prototype.create).not.toBe(original);
    instrumentation.disable();
    expect(Anthropic.Messages.prototype.create).toBe(original);
  });

  it('starts switched off when told so', () => {
    const instrumentation = new AnthropicInstrumentation({ enabled: false });
    const original = Anthropic.Messages.prototype.create;
    instrumentation.instrument(Anthropic);
    expect(Anthropic.Messages.prototype.create).toBe(original);
  });
});
