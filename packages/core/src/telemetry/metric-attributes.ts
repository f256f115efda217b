import type { Attributes } from '@opentelemetry/api';
import type { Request, Response } from '@tokenspan/streams';
import { commonAttributes } from './request-attributes.ts';
import * as names from './semantic-conventions.ts';

/** What OpenAI's page of the conventions adds to the metrics. */
const responseAttributes = ['openai.response.service_tier', 'openai.response.system_fingerprint'];

/** The attributes of all metrics of one call. */
export function metricAttributes(request: Request, response: Response | undefined): Attributes {
  const attributes = commonAttributes(request);
  if (response?.model !== undefined) attributes[names.ATTR_GEN_AI_RESPONSE_MODEL] = response.model;
  for (const name of responseAttributes) {
    const value = response?.attributes?.[name];
    if (value !== undefined) attributes[name] = value;
  }
  return attributes;
}
