import { choiceRule, GenAIInstrumentation } from '@tokenspan/core';
import type { GenAIInstrumentationConfig, MethodTable, OptionRule } from '@tokenspan/core';
import { methods } from './methods.ts';
import type { StreamUsage } from './stream-usage.ts';
import { PACKAGE_NAME, PACKAGE_VERSION } from './version.ts';

/** The options of `OpenAIInstrumentation`. */
export interface OpenAIInstrumentationConfig extends GenAIInstrumentationConfig {
  /**
   * Whether streams of chat and completions are asked for their usage where the caller did not say: `auto` for
   * api.openai.com, its regions, and Azure's `/openai/v1`; `always`; `never`. The request goes out with
   * `stream_options.include_usage`, and the caller gets the chunks that it would have got without. Default `auto`.
   */
  streamUsage?: StreamUsage;
}

/**
 * OpenTelemetry instrumentation for `openai`: one span for each call of chat completions, responses, embeddings and legacy
 * completions, and so for all helpers that go through them.
 */
export class OpenAIInstrumentation extends GenAIInstrumentation<OpenAIInstrumentationConfig> {
  /** @throws TypeError that names the option and what is accepted */
  constructor(config: OpenAIInstrumentationConfig = {}) {
    super(PACKAGE_NAME, PACKAGE_VERSION, config);
  }

  get streamUsage(): StreamUsage {
    return this.getConfig().streamUsage ?? 'auto';
  }

  protected override describeMethods(): MethodTable<never> {
    return methods;
  }

  protected override describeOptions(): Record<string, OptionRule> {
    return { streamUsage: choiceRule(['auto', 'always', 'never']) };
  }
}
