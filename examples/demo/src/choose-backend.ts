import { startOtlpReceiver } from '@tokenspan/otlp-receiver';

/** Where the spans go and where they are read back. */
export interface Backend extends AsyncDisposable {
  /** In words, for the heading. */
  name: string;
  /** Where OTLP goes; undefined when the exporter reads it from the environment. */
  exportUrl: string | undefined;
  /** The base of Jaeger's `/api/v3`. */
  queryUrl: string;
  /** How to get another one: variables and what they do. */
  hints: readonly (readonly [variable: string, effect: string])[];
  /** The base of a user interface with `/trace/<id>` pages, where there is one. */
  userInterfaceUrl: string | undefined;
}

/** The backend that OTEL_EXPORTER_OTLP_ENDPOINT names, or else a receiver in this process. */
export async function chooseBackend(environment: NodeJS.ProcessEnv): Promise<Backend> {
  const endpoint =
    environment['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] || environment['OTEL_EXPORTER_OTLP_ENDPOINT'];
  if (!endpoint) return startEmbeddedBackend();
  const jaeger = `http://${new URL(endpoint).hostname}:16686`;
  return {
    name: endpoint,
    hints: [],
    exportUrl: undefined,
    queryUrl: trimSlash(environment['JAEGER_QUERY_URL'] || jaeger),
    userInterfaceUrl: trimSlash(environment['JAEGER_UI_URL'] || environment['JAEGER_QUERY_URL'] || jaeger),
    [Symbol.asyncDispose]: async () => {},
  };
}

async function startEmbeddedBackend(): Promise<Backend> {
  const receiver = await startOtlpReceiver();
  return {
    name: `the receiver in this process (${receiver.url})`,
    hints: [['OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318', 'exports to Jaeger']],
    exportUrl: `${receiver.url}/v1/traces`,
    queryUrl: receiver.url,
    userInterfaceUrl: undefined,
    [Symbol.asyncDispose]: () => receiver.close(),
  };
}

function trimSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
