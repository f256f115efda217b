/** A line of OpenTelemetry JS, and what a program installs for it. */
export interface OpenTelemetryLine {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
  /** The suffix of the files in `examples/register` for this line. */
  readonly suffix: string;
}

/** The lines that the packages are tested with; why there are two stands in docs/decisions/0004. */
export const openTelemetryLines: readonly OpenTelemetryLine[] = [
  {
    name: '2.x',
    suffix: '',
    dependencies: {
      // What its packages ask for; pnpm would take 1.10 for ^1.9.0 and then refuse it.
      '@opentelemetry/api': '>=1.9.0 <1.10.0',
      '@opentelemetry/exporter-trace-otlp-http': '0.223.1',
      '@opentelemetry/instrumentation': '0.223.0',
      '@opentelemetry/resources': '2.12.1',
      '@opentelemetry/sdk-trace-node': '2.12.0',
    },
  },
  {
    name: '3.x',
    suffix: '-3',
    dependencies: {
      '@opentelemetry/api': '^1.10.0',
      '@opentelemetry/context-async-hooks': '^3.1.1',
      '@opentelemetry/exporter-trace-otlp-http': '^0.301.0',
      '@opentelemetry/instrumentation': '^0.301.0',
      '@opentelemetry/resources': '^3.1.1',
      '@opentelemetry/sdk-trace': '^3.1.1',
    },
  },
];
