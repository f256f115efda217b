import { existsSync } from 'node:fs';

import { jaegerBuilds } from './jaeger-builds.ts';

/** A Jaeger that this machine can use: one that runs, or a binary. */
export type JaegerLocation =
  | { readonly kind: 'running'; readonly otlpUrl: string; readonly queryUrl: string }
  | { readonly kind: 'binary'; readonly release: string; readonly binary: string };

/**
 * The Jaeger that `JAEGER_QUERY_URL` and `OTEL_EXPORTER_OTLP_ENDPOINT` name (both, without path), else the
 * binary that `build-jaeger.ts` built, else undefined.
 */
export function findJaeger(): JaegerLocation | undefined {
  const queryUrl = process.env['JAEGER_QUERY_URL'];
  const otlpUrl = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  if (queryUrl && otlpUrl) {
    return { kind: 'running', otlpUrl: trimSlash(otlpUrl), queryUrl: trimSlash(queryUrl) };
  }
  const build = jaegerBuilds.find(({ binary }) => existsSync(binary));
  return build && { kind: 'binary', release: build.release, binary: build.binary };
}

function trimSlash(url: string): string {
  return url.replace(/\/$/, '');
}
