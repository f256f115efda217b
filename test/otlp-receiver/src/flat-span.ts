/**
 * A value of an attribute. Integers beyond 2^53 are bigint; bytes are base64 text; an empty value is null.
 */
export type FlatValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | FlatValue[]
  | { [key: string]: FlatValue };

/** Attributes by key, as a plain object. */
export type FlatAttributes = Record<string, FlatValue>;

/** The kind of a span, in the words of OpenTelemetry's API, lower case. */
export type FlatSpanKind = 'unspecified' | 'internal' | 'server' | 'client' | 'producer' | 'consumer';

/** The status of a span, in the words of OpenTelemetry's API, lower case. */
export type FlatStatusCode = 'unset' | 'ok' | 'error';

/**
 * One span, independent of encoding and of the backend that it was read from. Identifiers are lower-case hex;
 * times are nanoseconds since the Unix epoch. A root span has no `parentSpanId`, and a status without message
 * has none.
 */
export interface FlatSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  name: string;
  kind: FlatSpanKind;
  startNanoseconds: bigint;
  endNanoseconds: bigint;
  status: { code: FlatStatusCode; message: string | undefined };
  attributes: FlatAttributes;
  events: FlatEvent[];
  links: FlatLink[];
  /** Attributes of the resource, `service.name` among them. */
  resource: FlatAttributes;
  /** The instrumentation scope; empty strings where it was not named. */
  scope: { name: string; version: string };
}

/** An event of a span. */
export interface FlatEvent {
  name: string;
  timeNanoseconds: bigint;
  attributes: FlatAttributes;
}

/** A link from a span to another one. */
export interface FlatLink {
  traceId: string;
  spanId: string;
  attributes: FlatAttributes;
}
