/** Prints what the in-memory exporters of one program hold, as one line of JSON. */
export function printSignals(spanExporter, metricExporter, logExporter) {
  const spans = spanExporter.getFinishedSpans().map((span) => ({
    name: span.name,
    spanId: span.spanContext().spanId,
    attributes: span.attributes,
  }));
  const metrics = metricExporter
    .getMetrics()
    .at(-1)
    .scopeMetrics.flatMap((scope) => scope.metrics)
    .map(({ descriptor, dataPoints }) => ({
      name: descriptor.name,
      unit: descriptor.unit,
      points: dataPoints.map(({ attributes, value }) => ({ attributes, count: value.count, sum: value.sum })),
    }));
  const logs = logExporter.getFinishedLogRecords().map(({ eventName, attributes, spanContext }) => ({
    eventName,
    attributes,
    spanId: spanContext?.spanId,
  }));
  console.log(JSON.stringify({ spans, metrics, logs }));
}
