/** The ports that one Jaeger listens on, all on 127.0.0.1. */
export interface JaegerPorts {
  readonly otlpHttp: number;
  readonly queryHttp: number;
  readonly queryGrpc: number;
  readonly health: number;
}

/**
 * A configuration of Jaeger 2 that keeps traces in memory and listens on these ports only. The built-in one
 * also opens Zipkin's, Jaeger 1's, sampling, metrics and debug ports, each of which would clash with a second
 * Jaeger. Give it to `--config` as a file: Jaeger reads YAML, of which JSON is a part.
 */
export function configureJaeger(ports: JaegerPorts): string {
  const listen = (port: number) => ({ endpoint: `127.0.0.1:${port}` });
  const configuration = {
    service: {
      extensions: ['jaeger_storage', 'jaeger_query', 'healthcheckv2'],
      pipelines: { traces: { receivers: ['otlp'], processors: [], exporters: ['jaeger_storage_exporter'] } },
      telemetry: { metrics: { level: 'none' }, logs: { level: 'warn' } },
    },
    extensions: {
      jaeger_storage: { backends: { memory: { memory: { max_traces: 100_000 } } } },
      jaeger_query: {
        storage: { traces: 'memory' },
        http: listen(ports.queryHttp),
        grpc: listen(ports.queryGrpc),
      },
      healthcheckv2: { use_v2: true, http: listen(ports.health) },
    },
    receivers: { otlp: { protocols: { http: listen(ports.otlpHttp) } } },
    exporters: { jaeger_storage_exporter: { trace_storage: 'memory' } },
  };
  return JSON.stringify(configuration, undefined, 2);
}
