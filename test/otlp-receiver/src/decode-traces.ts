import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';
import type { OtlpLink, OtlpResourceSpans, OtlpScopeSpans, OtlpSpan, TracesData } from './otlp-traces.ts';

/** The two encodings of OTLP/HTTP. */
export type OtlpEncoding = 'protobuf' | 'json';

/** A body that is not an OTLP trace request. */
class OtlpDecodeError extends Error {
  override name = 'OtlpDecodeError';
}

const protoFolder = new URL('../proto/', import.meta.url);

const root = new protobuf.Root();
root.resolvePath = (_origin, target) => fileURLToPath(new URL(target, protoFolder));
root.loadSync('opentelemetry/proto/collector/trace/v1/trace_service.proto');

const traceRequest = root.lookupType('opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest');

const traceIdBytes = 16;
const spanIdBytes = 8;

/**
 * Decodes the (decompressed) body of a trace export request. Both encodings give one canonical form, the one
 * that Jaeger's API answers with: hex identifiers, 64-bit integers as strings, integer enums, unset fields
 * left out.
 *
 * @throws OtlpDecodeError when the body cannot be decoded.
 */
export function decodeTraces(body: Buffer, encoding: OtlpEncoding): TracesData {
  try {
    const message = encoding === 'protobuf' ? traceRequest.decode(body) : readJson(body);
    const decoded = traceRequest.toObject(message, {
      longs: String,
      enums: Number,
      bytes: String,
      json: true,
    });
    return convertIdentifiers(decoded, base64ToHex);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OtlpDecodeError(`not an OTLP ${encoding} trace request: ${reason}`, { cause: error });
  }
}

function readJson(body: Buffer): protobuf.Message {
  const request: unknown = JSON.parse(body.toString('utf8'));
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    throw new TypeError('the body is not a JSON object');
  }
  // OTLP/JSON writes identifiers in hex where protobuf's JSON mapping has base64.
  return traceRequest.fromObject(convertIdentifiers(request, hexToBase64));
}

type ConvertIdentifier = (identifier: string, bytes: number) => string;

function convertIdentifiers(traces: TracesData, convert: ConvertIdentifier): TracesData {
  const convertLink = (link: OtlpLink): OtlpLink => ({
    ...link,
    traceId: convert(link.traceId ?? '', traceIdBytes),
    spanId: convert(link.spanId ?? '', spanIdBytes),
  });
  const convertSpan = (span: OtlpSpan): OtlpSpan => ({
    ...span,
    traceId: convert(span.traceId ?? '', traceIdBytes),
    spanId: convert(span.spanId ?? '', spanIdBytes),
    ...(span.parentSpanId ? { parentSpanId: convert(span.parentSpanId, spanIdBytes) } : {}),
    ...(span.links ? { links: span.links.map(convertLink) } : {}),
  });
  const convertScope = (scope: OtlpScopeSpans): OtlpScopeSpans => ({
    ...scope,
    ...(scope.spans ? { spans: scope.spans.map(convertSpan) } : {}),
  });
  const convertResource = (resource: OtlpResourceSpans): OtlpResourceSpans => ({
    ...resource,
    ...(resource.scopeSpans ? { scopeSpans: resource.scopeSpans.map(convertScope) } : {}),
  });
  return {
    ...traces,
    ...(traces.resourceSpans ? { resourceSpans: traces.resourceSpans.map(convertResource) } : {}),
  };
}

function hexToBase64(identifier: string, bytes: number): string {
  if (!/^[0-9a-f]*$/i.test(identifier))
    throw new TypeError(`identifier ${JSON.stringify(identifier)} is not hex`);
  return encodeIdentifier(Buffer.from(identifier, 'hex'), identifier, bytes).toString('base64');
}

function base64ToHex(identifier: string, bytes: number): string {
  return encodeIdentifier(Buffer.from(identifier, 'base64'), identifier, bytes).toString('hex');
}

function encodeIdentifier(decoded: Buffer, identifier: string, bytes: number): Buffer {
  if (decoded.length !== bytes)
    throw new TypeError(`identifier ${JSON.stringify(identifier)} is not ${bytes} bytes`);
  return decoded;
}
