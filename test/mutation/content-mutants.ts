import type { Mutant } from './mutant.ts';

/** Places of content, events and metrics at which the code is broken. */
export const contentMutants: Mutant[] = [
  {
    name: 'record content that nobody asked for',
    file: 'packages/core/src/configuration/resolve-configuration.ts',
    find: 'config.captureMessageContent ?? readContentCapture() ?? false',
    replace: "config.captureMessageContent ?? readContentCapture() ?? 'span_and_event'",
    tests: ['test/content/canary.test.ts'],
  },
  {
    name: 'cut content inside a character',
    file: 'packages/core/src/content/measure-json-text.ts',
    find: 'length += code > 0xffff ? 2 : 1;',
    replace: 'length += 1;',
    tests: ['test/content/caps.test.ts', 'packages/core/src/content'],
  },
  {
    name: 'forget what JSON escapes',
    file: 'packages/core/src/content/measure-json-text.ts',
    find: 'if (code === 0x22 || code === 0x5c) return 2;',
    replace: '',
    tests: ['test/content/caps.test.ts'],
  },
  {
    name: 'record a part that could not be redacted',
    file: 'packages/core/src/content/redact-parts.ts',
    find: 'return redacted ? [redacted] : [];',
    replace: 'return [redacted ?? part];',
    tests: ['test/content/canary.test.ts'],
  },
  {
    name: 'tell the error of the hook that redacts',
    file: 'packages/core/src/content/redact-parts.ts',
    find: 'readClassName(error));',
    replace: 'error);',
    tests: ['test/content/canary.test.ts'],
  },
  {
    name: 'record what a tool is for',
    file: 'packages/core/src/content/write-content.ts',
    find: 'tools.map(({ type, name }) => ({ value: { type, name }, slots: [] }))',
    replace: 'tools.map((tool) => ({ value: { ...tool }, slots: [] }))',
    tests: ['packages/core/src/content'],
  },
  {
    name: 'hold the prompt',
    file: 'packages/core/src/operation/operation.ts',
    find: 'if (whole) this.request.content = () => content;',
    replace: 'this.request.content = () => content;',
    tests: ['test/content/prompt-retention.test.ts'],
  },
  {
    name: 'record the time of the first chunk too',
    file: 'packages/core/src/telemetry/chunk-times.ts',
    find: 'const last = this.#last;',
    replace: 'const last = this.#last ?? now;',
    tests: ['test/content/metrics.test.ts'],
  },
];
