import type { Script, Step } from '../script.ts';
import type { AnthropicMessage } from './anthropic-message.ts';
import { encodeEventStreamFrame } from './event-stream-frame.ts';

export interface BedrockReplyOptions {
  /** Frames (the default) or the plain body. */
  readonly stream?: boolean;
  /** After so many events the answer ends with this exception, for example `throttlingException`. */
  readonly exception?: { readonly afterEvents: number; readonly type: string; readonly message: string };
  /** After so many events nothing more is sent until the client goes away. */
  readonly stallAfterEvents?: number;
}

const chunkHeaders = {
  ':event-type': 'chunk',
  ':content-type': 'application/json',
  ':message-type': 'event',
};

/** The script that answers with this message as Amazon Bedrock does: events in base64 in binary frames. */
export function bedrockReply(message: AnthropicMessage, options: BedrockReplyOptions = {}): Script {
  const { stream = true, exception, stallAfterEvents } = options;
  if (!stream) return { body: message.body };
  // Bedrock sends no pings; the last event has its own counts in addition.
  const events = message.events.filter(({ type }) => type !== 'ping');
  const frames = events.map((event): Step =>
    frame(event.type === 'message_stop' ? { ...event, ...metrics } : event),
  );
  const kept = frames.slice(0, exception?.afterEvents ?? stallAfterEvents);
  const end: Step[] = exception ? [exceptionFrame(exception)] : stallAfterEvents ? [{ kind: 'stall' }] : [];
  return { headers: { 'content-type': 'application/vnd.amazon.eventstream' }, steps: [...kept, ...end] };
}

const metrics = {
  'amazon-bedrock-invocationMetrics': {
    inputTokenCount: 8,
    outputTokenCount: 17,
    invocationLatency: 830,
    firstByteLatency: 829,
  },
};

function frame(event: object): Step {
  const bytes = Buffer.from(JSON.stringify(event)).toString('base64');
  return { kind: 'bytes', bytes: encodeEventStreamFrame(chunkHeaders, JSON.stringify({ bytes })) };
}

function exceptionFrame({ type, message }: { type: string; message: string }): Step {
  const headers = {
    ':exception-type': type,
    ':content-type': 'application/json',
    ':message-type': 'exception',
  };
  return { kind: 'bytes', bytes: encodeEventStreamFrame(headers, JSON.stringify({ message })) };
}
