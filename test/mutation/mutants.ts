import { contentMutants } from './content-mutants.ts';
import type { Mutant } from './mutant.ts';

const exits = ['test/conformance/anthropic.test.ts'];
const context = ['test/conformance/anthropic-context.test.ts'];
const guards = ['test/conformance/anthropic-guard.test.ts'];
const collection = ['test/reliability/garbage-collection.test.ts'];

const observation = 'packages/streams/src/observe/stream-observation.ts';
const iterator = 'packages/streams/src/observe/observe-iterator.ts';
const promise = 'packages/streams/src/observe/observe-api-promise.ts';
const usage = 'packages/streams/src/anthropic/read-usage.ts';
const native = 'packages/instrumentation-anthropic/src/native-tracing.ts';
const operation = 'packages/core/src/operation/operation.ts';

/** The named places at which the code is broken, one at a time. */
export const mutants: Mutant[] = [
  {
    name: 'drop return() and throw()',
    file: iterator,
    find: 'if (observed && wasRead) observation.closed();\n        else if (observed) closeUnread();',
    replace: '',
    tests: exits,
  },
  {
    name: 'settle an operation twice',
    file: operation,
    find: 'if (this.#settled) return;\n    this.#settled = true;\n    this.#abandon = undefined;',
    replace: '',
    tests: exits,
  },
  {
    name: 'swallow the rejection of a read',
    file: iterator,
    find: 'observation.failed(error);\n    throw error;',
    replace: 'observation.failed(error);\n    return { done: true, value: undefined } as never;',
    tests: exits,
  },
  {
    name: 'swallow the rejection of a request',
    file: promise,
    find: '(error: unknown) => {\n      observation.failed(error);\n      throw error;\n    },',
    replace:
      '(error: unknown) => {\n      observation.failed(error);\n      return new Promise(() => {});\n    },',
    tests: exits,
  },
  {
    name: 'tap the read instead of deriving from it',
    file: iterator,
    find: 'return result.then(read, failed);',
    replace: 'void result.then(read, failed);\n    return result;',
    tests: exits,
  },
  {
    name: 'wrap the error',
    file: iterator,
    find: 'observation.failed(error);\n    throw error;',
    replace: "observation.failed(error);\n    throw new Error('wrapped', { cause: error });",
    tests: exits,
  },
  {
    name: 'read one event ahead',
    file: iterator,
    find: 'observation.read(result);\n    return result;',
    replace: 'observation.read(result);\n    if (!result.done) void inner.next();\n    return result;',
    tests: exits,
  },
  {
    name: 'parse eagerly',
    file: promise,
    find: 'watchCollection(promise, observation, observation);',
    replace: 'void promise.parse();',
    tests: exits,
  },
  {
    name: 'do not see asResponse()',
    file: promise,
    find: 'observation.raw();',
    replace: '',
    tests: exits,
  },
  {
    name: 'do not listen to the abort signal',
    file: observation,
    find: "signal?.addEventListener('abort', this.#onAbort, { once: true });",
    replace: '',
    tests: exits,
  },
  {
    name: 'let every abort mean cancelled',
    file: observation,
    find: 'this.#onAbort = () => this.#settleWhenIdle();',
    replace: "this.#onAbort = () => this.#settle('cancelled');",
    tests: exits,
  },
  {
    name: 'leave the listener on the signal',
    file: observation,
    find: "this.#signal?.removeEventListener('abort', this.#onAbort);",
    replace: '',
    tests: ['packages/streams/src/observe/observe-iterator.test.ts'],
  },
  {
    name: 'call a truncated stream completed',
    file: observation,
    find: "this.#settle(this.#endOutcome('truncated'))",
    replace: "this.#settle('completed')",
    tests: exits,
  },
  {
    name: 'let any iterator take over the observation',
    file: observation,
    find: 'if (this.#claimed) return false;',
    replace: '',
    tests: exits,
  },
  {
    name: 'hold the stream from the registry',
    file: 'packages/streams/src/observe/observe-sdk-stream.ts',
    find: 'stream.iterator = observeFactory(stream.iterator, observation);',
    replace:
      'stream.iterator = observeFactory(stream.iterator, observation);\n  Object.assign(observation, { stream });',
    tests: collection,
  },
  {
    name: 'make a closure beside the stream',
    file: 'packages/streams/src/observe/observe-sdk-stream.ts',
    find: 'stream.iterator = observeFactory(stream.iterator, observation);',
    replace:
      'stream.iterator = observeFactory(stream.iterator, observation);\n  const pin = () => stream;\n  Object.assign(observation, { note: () => pin.name });',
    tests: collection,
  },
  {
    name: 'let go of the stream while its iterator is unread',
    file: iterator,
    find: 'let unread = owner;',
    replace: 'let unread: object | undefined;',
    tests: collection,
  },
  {
    name: 'add usage instead of replacing it',
    file: usage,
    find: 'outputTokens: readCount(fields?.output_tokens) ?? earlier?.outputTokens,',
    replace: 'outputTokens: (readCount(fields?.output_tokens) ?? 0) + (earlier?.outputTokens ?? 0),',
    tests: [...exits, 'packages/streams/src/anthropic'],
  },
  {
    name: 'report the placeholder of message_start',
    file: usage,
    find: 'return { ...mergeUsage(earlier, usage), outputTokens, reasoningTokens };',
    replace: 'void [outputTokens, reasoningTokens];\n  return mergeUsage(earlier, usage);',
    tests: exits,
  },
  {
    name: 'forget that cached tokens are input',
    file: usage,
    find: '(inputTokens ?? 0) + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0)',
    replace: '(inputTokens ?? 0)',
    tests: exits,
  },
  {
    name: 'mix estimates with what was reported',
    file: 'packages/core/src/telemetry/end-attributes.ts',
    find: '[names.ATTR_TOKENSPAN_USAGE_ESTIMATED_OUTPUT_TOKENS]: estimated.outputTokens,',
    replace: '[names.ATTR_GEN_AI_USAGE_OUTPUT_TOKENS]: estimated.outputTokens,',
    tests: exits,
  },
  {
    name: 'never end a span',
    file: 'packages/core/src/telemetry/end-span.ts',
    find: 'span.end();',
    replace: 'void span;',
    tests: exits,
  },
  {
    name: 'call a cancelled call an error',
    file: operation,
    find: "if (outcome === 'cancelled' && !this.#telemetry.cancelledIsError) return undefined;",
    replace: '',
    tests: exits,
  },
  {
    name: "mutate the caller's parameters",
    file: 'packages/instrumentation-anthropic/src/read-request.ts',
    find: 'const { output_config: outputConfig } = given;',
    replace: 'const { output_config: outputConfig } = given;\n  given.max_tokens = 1;',
    tests: exits,
  },
  {
    name: 'send outside the context of the span',
    file: 'packages/core/src/operation/run-operation.ts',
    find: 'result = runInContext(operation.context, () => call.send(gate, true));',
    replace: 'result = call.send(gate, true);',
    tests: context,
  },
  {
    name: 'do not wait for the guard',
    file: 'packages/core/src/operation/gate-request.ts',
    find: 'await waitForGate(gate, signal instanceof AbortSignal ? signal : undefined);',
    replace: '',
    tests: guards,
  },
  {
    name: "wrap the guard's error",
    file: 'packages/core/src/operation/gate-request.ts',
    find: 'await waitForGate(gate, signal instanceof AbortSignal ? signal : undefined);',
    replace: "await gate.catch((error: unknown) => Promise.reject(new Error('refused', { cause: error })));",
    tests: guards,
  },
  {
    name: 'leave the native span',
    file: 'packages/instrumentation-anthropic/src/native-tracing.ts',
    find: "!guard('replace the native span', () => replaceTracer(client, undefined))",
    replace: 'true',
    tests: context,
  },
  {
    name: 'let a call within the same call make a span too',
    file: 'packages/core/src/patch/nested-call.ts',
    find: 'if (active.some(isSame)) return original.apply(self, args);',
    replace: 'void [isSame, original];',
    tests: ['test/transparency/anthropic-hostile.test.ts'],
  },
  {
    name: 'do not unpatch',
    file: 'packages/core/src/patch/genai-instrumentation.ts',
    find: 'if (patch.unpatch?.()) patch.unpatch = undefined;',
    replace: 'patch.unpatch = undefined;',
    tests: context,
  },
  {
    name: 'let faults of telemetry through',
    file: 'packages/core/src/guard.ts',
    find: 'reportFault(what, error);\n    return undefined;',
    replace: 'reportFault(what, error);\n    throw error;',
    tests: ['test/transparency/anthropic-faults.test.ts'],
  },
  {
    name: 'leave the span that the SDK makes itself',
    file: native,
    find: "if (tracer === undefined || !guard('replace the native span', () => replaceTracer(client, undefined)))\n    return call();",
    replace: 'return call();',
    tests: ['test/versions/anthropic-native.test.ts'],
  },
  {
    name: 'keep the tracer of the SDK for good',
    file: native,
    find: "guard('restore the native tracer', () => replaceTracer(client, tracer));",
    replace: '',
    tests: ['test/versions/anthropic-native.test.ts'],
  },
  {
    name: 'hear no stop reason of a text completion',
    file: 'packages/streams/src/anthropic/text-completion-accumulator.ts',
    find: 'this.#stopReason = readText(piece.stop_reason);',
    replace: '',
    tests: ['test/versions/anthropic.test.ts'],
  },
  ...contentMutants,
];
