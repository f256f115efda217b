/**
 * The part of OTLP/JSON that this package stores and reads: the body of an export request, and the `result`
 * of Jaeger's API v3. Every field may be missing, as protobuf leaves out what has its default value.
 * Identifiers are lower-case hex, 64-bit integers are strings (numbers from some exporters), enums are
 * integers (names from some marshalers).
 */
export interface TracesData {
  resourceSpans?: OtlpResourceSpans[];
}

/** The spans of one resource. */
export interface OtlpResourceSpans {
  resource?: { attributes?: OtlpKeyValue[] };
  scopeSpans?: OtlpScopeSpans[];
  schemaUrl?: string;
}

/** The spans of one instrumentation scope. */
export interface OtlpScopeSpans {
  scope?: { name?: string; version?: string; attributes?: OtlpKeyValue[] };
  spans?: OtlpSpan[];
  schemaUrl?: string;
}

/** One span on the wire; times are nanoseconds since the Unix epoch. */
export interface OtlpSpan {
  traceId?: string;
  spanId?: string;
  parentSpanId?: string;
  traceState?: string;
  flags?: number;
  name?: string;
  kind?: number | string;
  startTimeUnixNano?: string | number;
  endTimeUnixNano?: string | number;
  attributes?: OtlpKeyValue[];
  events?: OtlpEvent[];
  links?: OtlpLink[];
  status?: { code?: number | string; message?: string };
}

/** A point in time on a span. */
export interface OtlpEvent {
  timeUnixNano?: string | number;
  name?: string;
  attributes?: OtlpKeyValue[];
}

/** A reference from a span to another one. */
export interface OtlpLink {
  traceId?: string;
  spanId?: string;
  traceState?: string;
  attributes?: OtlpKeyValue[];
}

/** One attribute on the wire. */
export interface OtlpKeyValue {
  key?: string;
  value?: OtlpAnyValue;
}

/**
 * An attribute value on the wire: at most one field is set, none for an empty value. `bytesValue` is base64.
 */
export interface OtlpAnyValue {
  stringValue?: string;
  boolValue?: boolean;
  intValue?: string | number;
  doubleValue?: number | string;
  arrayValue?: { values?: OtlpAnyValue[] };
  kvlistValue?: { values?: OtlpKeyValue[] };
  bytesValue?: string;
}
