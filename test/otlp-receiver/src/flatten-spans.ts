import type { FlatAttributes, FlatSpan, FlatSpanKind, FlatStatusCode, FlatValue } from './flat-span.ts';
import type { OtlpAnyValue, OtlpKeyValue, OtlpSpan, TracesData } from './otlp-traces.ts';

const spanKinds: readonly FlatSpanKind[] = [
  'unspecified',
  'internal',
  'server',
  'client',
  'producer',
  'consumer',
];
const statusCodes: readonly FlatStatusCode[] = ['unset', 'ok', 'error'];

/**
 * Lists the spans of an OTLP/JSON body in the order in which they stand there. Reads an export request and
 * the `result` of Jaeger's API v3 alike: enums as integers or names, 64-bit integers as strings or numbers.
 */
export function flattenSpans(traces: TracesData): FlatSpan[] {
  return (traces.resourceSpans ?? []).flatMap((resourceSpans) => {
    const resource = flattenAttributes(resourceSpans.resource?.attributes);
    return (resourceSpans.scopeSpans ?? []).flatMap((scopeSpans) => {
      const scope = { name: scopeSpans.scope?.name ?? '', version: scopeSpans.scope?.version ?? '' };
      return (scopeSpans.spans ?? []).map((span) => flattenSpan(span, resource, scope));
    });
  });
}

function flattenSpan(span: OtlpSpan, resource: FlatAttributes, scope: FlatSpan['scope']): FlatSpan {
  return {
    traceId: span.traceId?.toLowerCase() ?? '',
    spanId: span.spanId?.toLowerCase() ?? '',
    parentSpanId: span.parentSpanId?.toLowerCase() || undefined,
    name: span.name ?? '',
    kind: nameEnum(span.kind, 'SPAN_KIND_', spanKinds),
    startNanoseconds: BigInt(span.startTimeUnixNano ?? 0),
    endNanoseconds: BigInt(span.endTimeUnixNano ?? 0),
    status: {
      code: nameEnum(span.status?.code, 'STATUS_CODE_', statusCodes),
      message: span.status?.message || undefined,
    },
    attributes: flattenAttributes(span.attributes),
    events: (span.events ?? []).map((event) => ({
      name: event.name ?? '',
      timeNanoseconds: BigInt(event.timeUnixNano ?? 0),
      attributes: flattenAttributes(event.attributes),
    })),
    links: (span.links ?? []).map((link) => ({
      traceId: link.traceId?.toLowerCase() ?? '',
      spanId: link.spanId?.toLowerCase() ?? '',
      attributes: flattenAttributes(link.attributes),
    })),
    resource,
    scope,
  };
}

function nameEnum<Name extends string>(
  value: number | string | undefined,
  prefix: string,
  names: readonly Name[],
): Name {
  const wanted = typeof value === 'string' ? value.replace(prefix, '').toLowerCase() : names[value ?? 0];
  const name = names.find((candidate) => candidate === wanted);
  if (name === undefined) throw new TypeError(`unknown ${prefix}* value ${JSON.stringify(value)}`);
  return name;
}

function flattenAttributes(attributes: OtlpKeyValue[] | undefined): FlatAttributes {
  return Object.fromEntries((attributes ?? []).map(({ key, value }) => [key ?? '', flattenValue(value)]));
}

function flattenValue(value: OtlpAnyValue | undefined): FlatValue {
  if (value?.stringValue !== undefined) return value.stringValue;
  if (value?.boolValue !== undefined) return value.boolValue;
  if (value?.intValue !== undefined) return flattenInteger(BigInt(value.intValue));
  // Protobuf's JSON mapping writes NaN and the infinities as strings.
  if (value?.doubleValue !== undefined) return Number(value.doubleValue);
  if (value?.arrayValue !== undefined) return (value.arrayValue.values ?? []).map(flattenValue);
  if (value?.kvlistValue !== undefined) return flattenAttributes(value.kvlistValue.values);
  return value?.bytesValue ?? null;
}

function flattenInteger(integer: bigint): number | bigint {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : integer;
}
