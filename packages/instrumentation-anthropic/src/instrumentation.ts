import { choiceRule, GenAIInstrumentation } from '@tokenspan/core';
import type { GenAIInstrumentationConfig, MethodTable, OptionRule } from '@tokenspan/core';
import { methods } from './methods.ts';
import type { NativeTracing } from './native-tracing.ts';
import { PACKAGE_NAME, PACKAGE_VERSION } from './version.ts';

/** The options of `AnthropicInstrumentation`. */
export interface AnthropicInstrumentationConfig extends GenAIInstrumentationConfig {
  /**
   * What becomes of the span that @anthropic-ai/sdk makes itself since 0.134: `replace` puts ours in its place, `keep`
   * leaves it and makes none, metrics and hooks still run. Default `replace`.
   */
  nativeTracing?: NativeTracing;
}

/**
 * OpenTelemetry instrumentation for `@anthropic-ai/sdk`: one span for each call of `messages.create` and
 * `beta.messages.create`, and so for all that goes through them.
 */
export class AnthropicInstrumentation extends GenAIInstrumentation<AnthropicInstrumentationConfig> {
  /** @throws TypeError that names the option and what is accepted */
  constructor(config: AnthropicInstrumentationConfig = {}) {
    super(PACKAGE_NAME, PACKAGE_VERSION, config);
  }

  get nativeTracing(): NativeTracing {
    return this.getConfig().nativeTracing ?? 'replace';
  }

  protected override describeMethods(): MethodTable<never> {
    return methods;
  }

  protected override describeOptions(): Record<string, OptionRule> {
    return { nativeTracing: choiceRule(['replace', 'keep']) };
  }
}
