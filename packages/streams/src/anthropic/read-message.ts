import type { AccumulatorOptions } from '../accumulate/accumulator.ts';
import { countPartBytes } from '../accumulate/count-part-bytes.ts';
import { keepPart } from '../accumulate/keep-part.ts';
import { readFields, readText } from '../accumulate/read-fields.ts';
import { createTextKeeper } from '../accumulate/text-keeper.ts';
import type { Part } from '../model/message.ts';
import type { Response } from '../model/response.ts';
import { buildResponse } from './build-response.ts';
import { readBlock } from './read-block.ts';
import { mergeUsage } from './read-usage.ts';

/**
 * The response of an answer that was not streamed: `Message` or `BetaMessage` (`resources/messages/messages.d.ts`,
 * `resources/beta/messages/messages.d.ts` of @anthropic-ai/sdk 1.11.0), or what a helper stream put together.
 *
 * It is what the accumulator makes of the same answer streamed, but for the white space in tool arguments: the model's
 * own is gone here, so `outputBytes` counts them as compact JSON.
 */
export function readMessage(message: unknown, options: AccumulatorOptions = {}): Response {
  const fields = readFields(message);
  const usage = readFields(fields?.usage);
  const parts = readParts(fields?.content);
  const keeper = createTextKeeper(options.contentMaxBytes);
  return buildResponse({
    id: readText(fields?.id),
    model: readText(fields?.model),
    role: readText(fields?.role),
    stopReason: readText(fields?.stop_reason),
    serviceTier: readText(usage?.service_tier),
    inferenceGeo: readText(usage?.inference_geo),
    speed: readText(usage?.speed),
    usage: mergeUsage(undefined, usage),
    outputBytes: parts.reduce((bytes, part) => bytes + countPartBytes(part), 0),
    parts: options.content ? parts.map((part) => keepPart(part, keeper)) : undefined,
  });
}

function readParts(content: unknown): Part[] {
  if (!Array.isArray(content)) return [];
  return content.map((block) => readBlock(block)).filter((part) => part !== undefined);
}
