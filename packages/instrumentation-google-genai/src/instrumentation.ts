import { GenAIInstrumentation } from '@tokenspan/core';
import type { GenAIInstrumentationConfig, MethodTable, OptionRule } from '@tokenspan/core';
import { methods } from './methods.ts';
import { PACKAGE_NAME, PACKAGE_VERSION } from './version.ts';

/** The options of `GoogleGenAIInstrumentation`. */
export type GoogleGenAIInstrumentationConfig = GenAIInstrumentationConfig;

/**
 * OpenTelemetry instrumentation for `@google/genai`, for the Gemini API and Vertex AI: one span for each HTTP call of
 * `generateContent`, `generateContentStream` and `embedContent`, of chats and of automatic function calling, and one for
 * each `interactions.create`.
 */
export class GoogleGenAIInstrumentation extends GenAIInstrumentation {
  /** @throws TypeError that names the option and what is accepted */
  constructor(config: GoogleGenAIInstrumentationConfig = {}) {
    super(PACKAGE_NAME, PACKAGE_VERSION, config);
  }

  /**
   * Instruments `GoogleGenAI`, `Models` or a client, where no loader hook reaches: in a bundle, in a runtime without
   * hooks, or what was loaded before. Without effect on one that is instrumented already.
   *
   * No static member leads from `GoogleGenAI` to the classes behind it, so it is constructed once, with a made-up key;
   * that sends nothing.
   *
   * @throws TypeError when it has none of the methods that this instrumentation knows
   */
  override instrument(classOrClient: object): void {
    super.instrument(typeof classOrClient === 'function' ? makeClient(classOrClient) : classOrClient);
  }

  protected override describeMethods(): MethodTable<never> {
    return methods;
  }

  protected override describeOptions(): Record<string, OptionRule> {
    return {};
  }
}

interface SdkClass {
  new (options: object): object;
  prototype: { generateContentInternal?: unknown };
}

function makeClient(givenClass: object): object {
  const sdkClass = givenClass as SdkClass;
  if (sdkClass.prototype?.generateContentInternal)
    return { models: Object.create(sdkClass.prototype) as object };
  try {
    return new sdkClass({ apiKey: 'tokenspan', vertexai: false });
  } catch {
    return {};
  }
}
