import type { Request, Response } from '@tokenspan/streams';
import { computeCost, readReportedCost } from '../cost/compute-cost.ts';
import type { Cost } from '../cost/cost.ts';
import type { PriceBook, PriceRequest } from '../price/price-book.ts';
import { warnOnce } from '../warn-once.ts';
import type { EstimatedTokens } from '../estimate/estimate-usage.ts';

/** What the price of a call depends on. */
export interface PricedCall {
  request: Request;
  response: Response | undefined;
  /** When the request was made, milliseconds since 1970. */
  time: number;
  /** Tokens that the provider did not report. */
  estimated?: EstimatedTokens | undefined;
}

/**
 * What a call cost: what the service itself charges where it says so, else by the price at the time of the request.
 * `undefined` when nothing was used, or when the price is not known: then it warns, once for each model.
 */
export function priceCall(call: PricedCall, prices: PriceBook): Cost | undefined {
  const { request, response, estimated } = call;
  const reported = readReportedCost(response?.usage?.reportedCost);
  if (reported) return reported;
  const usage = { ...estimated, ...response?.usage };
  if (usage.inputTokens === undefined && usage.outputTokens === undefined) return undefined;
  const model = response?.model ?? request.model;
  if (model === undefined) return undefined;
  const query: PriceRequest = {
    provider: request.provider,
    model,
    ...(request.model !== undefined && { askedModel: request.model }),
    time: new Date(call.time),
    serviceTier: response?.serviceTier ?? request.serviceTier,
    inferenceGeo: response?.inferenceGeo,
    speed: response?.speed,
  };
  const price = prices.find(query);
  if (price) return computeCost(usage, price, estimated !== undefined);
  warnUnknown(query, prices);
  return undefined;
}

function warnUnknown(
  { provider, model, serviceTier, inferenceGeo, speed }: PriceRequest,
  prices: PriceBook,
): void {
  const served = prices.hasModel(model, provider)
    ? [serviceTier, inferenceGeo, speed].filter((word) => word !== undefined).join(', ')
    : '';
  warnOnce(
    `price ${provider}/${model} ${served}`,
    `tokenspan: no price is known for the model "${model}" of ${provider}${served && ` served as ${served}`}, so that its ` +
      `calls have no cost; give it one with registerModel("${model}", { input, output }), in USD per million tokens`,
  );
}
