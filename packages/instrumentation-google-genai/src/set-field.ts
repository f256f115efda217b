import type { Request } from '@tokenspan/streams';

type FieldOf<Value> = {
  [Name in keyof Request]-?: Value extends NonNullable<Request[Name]> ? Name : never;
}[keyof Request];

/** Sets a text of the request when the caller gave one. */
export function setText(
  request: Request,
  name: 'model' | 'serviceTier' | 'reasoningLevel' | 'previousResponseId',
  value: unknown,
): void {
  if (typeof value === 'string' && value !== '') request[name] = value;
}

/** Sets a number of the request when the caller gave one. */
export function setNumber(request: Request, name: Extract<FieldOf<number>, string>, value: unknown): void {
  if (typeof value === 'number') (request as { [Name in typeof name]?: number })[name] = value;
}
