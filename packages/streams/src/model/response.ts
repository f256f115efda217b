import type { Message } from './message.ts';
import type { Usage } from './usage.ts';

/** What a call gave back, in neutral words, whole or as far as it came. */
export interface Response {
  id?: string;
  /** The model that answered; often a dated snapshot of the one that was asked. */
  model?: string;
  /**
   * One finish reason per choice in the provider's order: `stop`, `length`, `content_filter`, `tool_call`,
   * `compaction`, the provider's own word where none fits, `error` where none arrived.
   */
  finishReasons: string[];
  /** The provider's own counts. Of a cut stream only those that are final: never a placeholder. */
  usage?: Usage;
  /** The tier that served the call. */
  serviceTier?: string;
  /** The geography that the call was kept in, where that has a price of its own: absent for `global`. */
  inferenceGeo?: string;
  /** The speed that the call ran at, where that has a price of its own (`fast`): absent for `standard`. */
  speed?: string;
  /** UTF-8 bytes of everything that the model wrote (text, reasoning, tool arguments): the base of an estimate. */
  outputBytes: number;
  /** One message per choice; only when content is kept. */
  output?: Message[];
  /** The provider took the call but answers that it failed, with HTTP status 200 or inside the stream. */
  failure?: ResponseFailure;
  /** The provider goes on in the background: this is no answer yet, and no finish reason is missing. */
  pending?: true;
  /** What only this provider reports, as span attributes: never text of a prompt or an answer. */
  attributes?: Record<string, string | number | boolean>;
}

/** Why an answer failed, in the provider's own words. */
export interface ResponseFailure {
  code?: string;
  message?: string;
}
